import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { findKustomize, type KustomizeProgram } from '@idp/kustomize';
import type { Change } from '@idp/plugin-changes-common';
import {
  createLocalForge,
  type ForgeClient,
  type ForgeFileEdit,
} from '@idp/plugin-changes-node';
import { ChangeFiles } from '../mirror/ChangeFiles';
import { ChangesMirror } from '../mirror/ChangesMirror';
import { ChangePreviews } from './ChangePreviews';

const checkout = path.join(__dirname, '../../../..');
const hello = 'gitops/tenants/demo/workloads/hello';
const sam = { name: 'Sam', email: 'sam@example.com' };

describe('the preview of a change', () => {
  let folder: string;
  let forge: ForgeClient;
  let previews: ChangePreviews;
  let reads: jest.SpyInstance;
  let program: KustomizeProgram | undefined;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'change-previews-'));
    const seed = path.join(folder, 'seed');
    for (const part of ['gitops', 'templates', 'kubernetes']) {
      await fs.cp(path.join(checkout, part), path.join(seed, part), {
        recursive: true,
      });
    }
    const logger = mockServices.logger.mock();
    forge = createLocalForge({
      path: path.join(folder, 'forge.git'),
      seedFrom: seed,
      branchPrefix: 'portal/',
      portal: { name: 'Portal', email: 'portal@users.noreply.invalid' },
      logger,
    });
    program = await findKustomize();
    reads = jest.spyOn(forge, 'readFiles');
    const mirror = new ChangesMirror(forge, { logger });
    const files = new ChangeFiles(forge);
    previews = new ChangePreviews({ forge, mirror, files });
  });
  afterAll(async () => {
    await forge.close?.();
    await fs.rm(folder, { recursive: true, force: true });
  });

  async function edit(file: string, from: string | RegExp, to: string) {
    const { commit } = await forge.getHead();
    const found = await forge.readFiles({ commit, paths: [file] });
    const text = found.get(file)!.content.toString('utf8');
    expect(text).toMatch(from);
    return { path: file, content: Buffer.from(text.replace(from, to)) };
  }

  async function open(key: string, ...files: ForgeFileEdit[]): Promise<Change> {
    const { change } = await forge.openChange({
      key: `web-service/${key}`,
      title: key,
      body: '',
      entityRefs: [],
      author: sam,
      files,
    });
    return change!;
  }

  it('shows each object that differs in each environment, and no other', async () => {
    const change = await open(
      'release',
      await edit(
        `${hello}/overlays/local/release.yaml`,
        /replicas: 1/,
        'replicas: 3',
      ),
    );
    const preview = await previews.of(change);
    const renders = [
      {
        environment: 'eks',
        folder: `${hello}/overlays/eks`,
        objects: [],
        unchanged: expect.any(Number),
      },
      {
        environment: 'local',
        folder: `${hello}/overlays/local`,
        objects: [
          {
            path: 'Deployment/hello',
            status: 'modified',
            additions: 1,
            deletions: 1,
            patch: expect.stringMatching(/-.*replicas: 1\n\+.*replicas: 3/),
          },
        ],
        unchanged: expect.any(Number),
      },
    ];
    expect(preview).toEqual({
      problems: [],
      renders: program ? renders : [],
      ...(!program && { notRendered: 'no-kustomize' }),
      baseCommit: (await forge.getHead()).commit,
      headCommit: change.headCommit,
    });
  });

  it('names what breaks the contract, and not what is broken on main already', async () => {
    const broken = await open(
      'broken',
      await edit(
        `${hello}/overlays/eks/release.yaml`,
        /image: .*/,
        'image: nginx:latest',
      ),
    );
    const { problems } = await previews.of(broken);
    expect(problems.filter(({ rule }) => rule === 'schema')).toEqual([
      {
        file: `${hello}/overlays/eks/release.yaml`,
        line: expect.any(Number),
        rule: 'schema',
        message: expect.stringContaining('nginx:latest'),
        remedy: expect.any(String),
      },
    ]);
    await forge.mergeChange(broken.id, { person: sam });
    const later = await open(
      'later',
      await edit(
        `${hello}/overlays/local/release.yaml`,
        /replicas: 1/,
        'replicas: 2',
      ),
    );
    expect((await previews.of(later)).problems).toEqual([]);
  });

  it('says of a kustomization that cannot be built what kustomize says, without a path of the machine', async () => {
    const change = await open(
      'unbuildable',
      await edit(
        `${hello}/base/kustomization.yaml`,
        'workload.yaml',
        'absent.yaml',
      ),
    );
    const { problems } = await previews.of(change);
    const refusals = ['eks', 'local'].map(environment =>
      expect.objectContaining({
        file: `${hello}/overlays/${environment}/kustomization.yaml`,
        message: expect.stringContaining('absent.yaml'),
      }),
    );
    expect(problems.filter(({ rule }) => rule === 'render')).toEqual(
      program ? refusals : [],
    );
    expect(JSON.stringify(problems)).not.toContain(os.tmpdir());
  });

  it('names what the cluster would refuse, in the words of its policy', async () => {
    const change = await open(
      'registry',
      await edit(
        `${hello}/overlays/local/release.yaml`,
        /image: .*/,
        'image: registry.evil.example/hello:1.0.0',
      ),
    );
    const refusals = [
      expect.objectContaining({
        file: `${hello}/overlays/local/kustomization.yaml`,
        rule: 'policies',
        message: expect.stringContaining('Deployment/hello'),
        remedy: expect.stringContaining('registry.evil.example/hello:1.0.0'),
      }),
    ];
    expect((await previews.of(change)).problems).toEqual(
      program ? refusals : [],
    );
  });

  it('has nothing to render for a change of documents', async () => {
    const change = await open('docs', {
      path: 'docs/x.md',
      content: Buffer.from('# x\n'),
    });
    expect(await previews.of(change)).toMatchObject({
      problems: [],
      renders: [],
      notRendered: 'nothing-to-render',
    });
  });

  it('is worked out once for a pair of commits, however many ask', async () => {
    const change = await open('once', {
      path: `${hello}/base/more.yaml`,
      content: Buffer.from('a: 1\n'),
    });
    reads.mockClear();
    const [first, second] = await Promise.all([
      previews.of(change),
      previews.of(change),
    ]);
    expect(second).toBe(first);
    const cost = reads.mock.calls.length;
    await previews.of(change);
    expect(reads.mock.calls).toHaveLength(cost);
  });

  it('is of open changes only', async () => {
    const change = await open('closed', {
      path: 'docs/y.md',
      content: Buffer.from('# y\n'),
    });
    const closed = await forge.closeChange(change.id, { person: sam });
    expect(await previews.of(closed)).toMatchObject({
      notRendered: 'not-open',
    });
  });
});
