import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mockServices } from '@backstage/backend-test-utils';
import type { Change } from '@idp/plugin-changes-common';
import { PORTAL, readTexts, requestOf, SAM } from '../testing/harness';
import { createLocalHarness, personGit } from '../testing/localHarness';
import { LocalForge } from './LocalForge';

type Harness = Awaited<ReturnType<typeof createLocalHarness>>;

const KILLS = Number(process.env.FORGE_KILLS ?? 6);

async function allChanges(forge: LocalForge): Promise<Change[]> {
  const all: Change[] = [];
  let cursor: string | undefined;
  do {
    const page = await forge.listChanges({ limit: 100, cursor });
    all.push(...page.changes);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

async function pathsOnMain(forge: LocalForge): Promise<Set<string>> {
  const { commit } = await forge.getHead();
  const files = await forge.listFiles({ commit });
  return new Set(files.map(file => file.path));
}

/** The repository has no broken object; each open change has its branch, and no other has one. All changes. */
async function expectSound({ gitDir, branches }: Harness, forge: LocalForge) {
  const changes = await allChanges(forge);
  expect(personGit(gitDir, ['fsck', '--full', '--no-dangling'])).toBe('');
  const heads = await branches();
  heads.delete('main');
  expect(Object.fromEntries(heads)).toEqual(
    Object.fromEntries(
      changes
        .filter(({ state }) => state === 'open')
        .map(({ branch, headCommit }) => [branch, headCommit] as const),
    ),
  );
  return changes;
}

describe('a local forge that is killed', () => {
  const harnesses: Harness[] = [];
  const use = async () => {
    const harness = await createLocalHarness({ 'README.md': '# Platform\n' });
    harnesses.push(harness);
    return harness;
  };
  const forgeAt = (
    gitDir: string,
    onStep?: (step: string) => void | Promise<void>,
  ) =>
    new LocalForge({
      path: gitDir,
      branchPrefix: 'portal/',
      portal: PORTAL,
      logger: mockServices.logger.mock(),
      staleLockMs: 0,
      onStep,
    });
  afterEach(async () => {
    for (const harness of harnesses.splice(0)) await harness.close();
  });

  /** Runs the story on a forge that stops for ever at its `stopAt`th step; what it was told to be done. */
  async function runUntilStep(gitDir: string, stopAt: number) {
    const done: string[] = [];
    let steps = 0;
    let atStep: string | undefined;
    let stopped: () => void = () => {};
    const stop = new Promise<void>(resolve => {
      stopped = resolve;
    });
    const forge = forgeAt(gitDir, step => {
      if (steps++ !== stopAt) return undefined;
      atStep = step;
      stopped();
      return new Promise(() => {});
    });
    const story = async () => {
      const a = await forge.openChange(requestOf({ a: '1\n' }));
      done.push('open');
      await forge.openChange(requestOf({ a: '2\n' }));
      done.push('update');
      await forge.mergeChange(a.change!.id, { person: SAM });
      done.push('merge');
      const b = await forge.openChange(requestOf({ b: '1\n' }));
      done.push('open again');
      await forge.closeChange(b.change!.id, { person: SAM });
      done.push('close');
      atStep = undefined;
    };
    await Promise.race([story(), stop]);
    await forge.close();
    return { done, atStep };
  }

  /** What a reader sees, of which every step must leave the one before or the one after. */
  const SEEN = [
    [],
    ['open 1'],
    ['open 2'],
    ['merged 2'],
    ['merged 2', 'open 1'],
    ['merged 2', 'closed 1'],
  ];

  it('leaves before or after at every step, and goes on from there', async () => {
    const visited: string[] = [];
    for (let stopAt = 0; ; stopAt++) {
      const harness = await use();
      const { done, atStep } = await runUntilStep(harness.gitDir, stopAt);
      if (!atStep) break;
      visited.push(`${done.length} ${atStep}`);
      const forge = forgeAt(harness.gitDir);
      const changes = await expectSound(harness, forge);
      const seen: string[] = [];
      for (const change of [...changes].reverse()) {
        const texts = await readTexts(forge, ['a', 'b'], change.headCommit);
        const text = seen.length === 0 ? texts.a : texts.b;
        seen.push(`${change.state} ${text.trim()}`);
      }
      expect([SEEN[done.length], SEEN[done.length + 1]]).toContainEqual(seen);
      const texts = await readTexts(forge, ['a', 'b']);
      expect(texts).toEqual(seen[0] === 'merged 2' ? { a: '2\n' } : {});
      const more = await forge.openChange(requestOf({ c: '1\n' }));
      await forge.mergeChange(more.change!.id, { person: SAM });
      await expectSound(harness, forge);
      await forge.close();
    }
    // Every operation was stopped at least after its objects, and after its references.
    expect(visited).toEqual(
      expect.arrayContaining([
        '0 objects-written',
        '0 references-moved',
        '1 objects-written',
        '1 references-moved',
        '2 objects-written',
        '2 merged',
        '2 references-moved',
        '4 objects-written',
        '4 references-moved',
      ]),
    );
  }, 120_000);

  it('puts back a branch that a killed process has not written', async () => {
    const harness = await use();
    const { forge, gitDir, branches } = harness;
    const first = await forge.openChange(requestOf({ a: '1\n' }));
    const { branch, headCommit: old } = first.change!;
    const second = await forge.openChange(requestOf({ a: '2\n' }));
    const { headCommit, id } = second.change!;
    for (const state of [old, undefined]) {
      const ref = `refs/heads/${branch}`;
      personGit(
        gitDir,
        state ? ['update-ref', ref, state] : ['update-ref', '-d', ref],
      );
      const reopened = forgeAt(gitDir);
      await expect(reopened.getChange(id)).resolves.toMatchObject({
        headCommit,
      });
      expect((await branches()).get(branch)).toBe(headCommit);
      await reopened.close();
    }
  });

  /** Starts the worker, and ends it and all its git processes `afterMs` after its first line; what it has said. */
  async function killWorker(gitDir: string, run: number, afterMs: number) {
    const worker = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('../testing/killWorker'),
        gitDir,
        String(run),
      ],
      { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const lines: string[] = [];
    const errors: string[] = [];
    worker.stderr.on('data', chunk => errors.push(String(chunk)));
    const output = createInterface({ input: worker.stdout });
    output.on('line', line => {
      lines.push(line);
      if (lines.length === 1) {
        setTimeout(() => process.kill(-worker.pid!, 'SIGKILL'), afterMs);
      }
    });
    await new Promise(resolve => worker.once('close', resolve));
    expect(errors.join('')).toBe('');
    return lines;
  }

  it('loses nothing that it has confirmed, wherever the kill falls', async () => {
    const harness = await use();
    const confirmed = new Map<string, { key: string; state: string }>();
    for (let run = 0; run < KILLS; run++) {
      const afterMs = 5 + ((run * 37) % 90);
      for (const line of await killWorker(harness.gitDir, run, afterMs)) {
        const [state, key, id] = line.split(' ');
        confirmed.set(id, { key, state });
      }
      const forge = forgeAt(harness.gitDir);
      const changes = new Map(
        (await expectSound(harness, forge)).map(change => [change.id, change]),
      );
      const main = await pathsOnMain(forge);
      for (const [id, { key, state }] of confirmed) {
        const change = changes.get(id)!;
        expect(change.key).toBe(key);
        const settled = ['merged', 'closed'].includes(state);
        expect(settled ? change.state : state).toBe(state);
      }
      for (const change of changes.values()) {
        const folder = change.key.slice('kill/'.length).replace('-', '/');
        const texts = await readTexts(
          forge,
          [`${folder}/a`, `${folder}/b`],
          change.headCommit,
        );
        expect(Object.values(texts)).toHaveLength(2);
        expect(new Set(Object.values(texts)).size).toBe(1);
        expect(main.has(`${folder}/a`)).toBe(change.state === 'merged');
        expect(main.has(`${folder}/b`)).toBe(change.state === 'merged');
      }
      await forge.close();
    }
    expect(confirmed.size).toBeGreaterThanOrEqual(KILLS);
  }, 600_000);
});
