import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { component, components } from '../components/components';
import type { Component } from '../components/types';
import { builtRecord, componentFolder, fillFolder, recipeOf } from './cache';
import { estimateBuild } from './estimate';
import { lockCache } from './lock';
import { childSeconds, runQuietly } from './run';

describe('the cache of what is built', () => {
  const before = process.env.IDP_TESTBED_CACHE;
  let cache: string;
  const etcd = component('etcd');

  beforeEach(() => {
    cache = fs.mkdtempSync(path.join(os.tmpdir(), 'testbed-cache-'));
    process.env.IDP_TESTBED_CACHE = cache;
  });

  afterEach(() => {
    if (before === undefined) delete process.env.IDP_TESTBED_CACHE;
    else process.env.IDP_TESTBED_CACHE = before;
    fs.rmSync(cache, { recursive: true, force: true });
  });

  const fill = (text: string) => async (folder: string) => {
    fs.writeFileSync(path.join(folder, 'binary'), text);
    return { cpuSeconds: 1 };
  };

  it('knows what was built, by version', async () => {
    expect(builtRecord(etcd)).toBeUndefined();
    await fillFolder(etcd, fill('one'));
    expect(builtRecord(etcd)?.cpuSeconds).toBe(1);
    expect(componentFolder(etcd)).toBe(path.join(cache, 'etcd', '3.7.3'));
    const next = { ...etcd, version: '3.7.4' } as Component;
    expect(builtRecord(next)).toBeUndefined();
  });

  it('builds anew what is built in another way', async () => {
    await fillFolder(etcd, fill('one'));
    const other = { ...etcd, tags: ['other'] } as Component;
    expect(builtRecord(other)).toBeUndefined();
    const estimate = { cpuSeconds: 1, diskMb: 1 };
    expect(recipeOf({ ...etcd, estimate })).toBe(recipeOf(etcd));
  });

  it('leaves nothing that looks built when a build fails', async () => {
    await expect(
      fillFolder(etcd, async folder => {
        fs.writeFileSync(path.join(folder, 'binary'), 'half');
        throw new Error('no disk');
      }),
    ).rejects.toThrow('no disk');
    expect(builtRecord(etcd)).toBeUndefined();
    expect(fs.readdirSync(path.join(cache, 'etcd'))).toEqual([]);
  });

  it('lets one build at a time into the cache', () => {
    const release = lockCache(cache);
    expect(() => lockCache(cache)).toThrow(/builds into .* already/);
    release();
    lockCache(cache)();
  });

  it('takes the lock of a build that is no more', () => {
    fs.writeFileSync(path.join(cache, 'build.pid'), '999999999');
    lockCache(cache)();
    expect(fs.existsSync(path.join(cache, 'build.pid'))).toBe(false);
  });
});

describe('what a build takes', () => {
  it('follows the pace of this machine', () => {
    const two = { cores: 2 };
    const plain = estimateBuild(components, two).minutes;
    expect(estimateBuild(components, { ...two, pace: 3 }).minutes).toBeCloseTo(
      plain * 3,
    );
    expect(estimateBuild([], two).minutes).toBe(0);
  });

  it('reads the time of children from the shell', () => {
    expect(childSeconds('0m0.01s 0m0.00s\n1m2.50s 0m1.50s\n')).toBe(64);
    expect(childSeconds('')).toBeUndefined();
  });

  it('keeps output, exit code and CPU time of a command', async () => {
    const lines: string[] = [];
    const result = await runQuietly(
      '/bin/sh',
      ['-c', 'echo one; echo two >&2; exit 3'],
      { onLine: line => lines.push(line) },
    );
    expect(result.code).toBe(3);
    expect(lines.sort()).toEqual(['one', 'two']);
    expect(result.cpuSeconds).toBeGreaterThanOrEqual(0);
  });
});

describe('the components', () => {
  it('have exact module files where they are built from Go', () => {
    for (const { kind, name } of components) {
      const folder = path.join(__dirname, '..', '..', 'tools', name);
      expect([name, fs.existsSync(path.join(folder, 'go.sum'))]).toEqual([
        name,
        kind === 'go',
      ]);
    }
  });

  it('are each named once', () => {
    const names = components.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(() => component('none')).toThrow(/There are: etcd/);
  });
});
