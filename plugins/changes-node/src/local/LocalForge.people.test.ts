import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import {
  KIM,
  opened,
  PORTAL,
  readTexts,
  requestOf,
  SAM,
} from '../testing/harness';
import { createLocalHarness, personGit } from '../testing/localHarness';
import { gitEnvironment } from './gitCommand';
import { LocalForge } from './LocalForge';

type Harness = Awaited<ReturnType<typeof createLocalHarness>>;

describe('a local forge among people and other processes', () => {
  const harnesses: Harness[] = [];
  const use = async () => {
    const harness = await createLocalHarness({ 'README.md': '# Platform\n' });
    harnesses.push(harness);
    return harness;
  };
  const another = (gitDir: string) =>
    new LocalForge({
      path: gitDir,
      branchPrefix: 'portal/',
      portal: PORTAL,
      logger: mockServices.logger.mock(),
    });
  const cloneOf = ({ folder, gitDir }: Harness) => {
    const clone = join(folder, 'clone');
    personGit(folder, ['clone', '-q', gitDir, clone]);
    personGit(clone, ['config', 'user.name', 'Pat']);
    personGit(clone, ['config', 'user.email', 'pat@example.com']);
    return clone;
  };
  afterEach(async () => {
    for (const harness of harnesses.splice(0)) await harness.close();
  });

  it('loses nothing when people push while it merges', async () => {
    const harness = await use();
    const { forge } = harness;
    const clone = cloneOf(harness);
    const git = (...args: string[]) =>
      promisify(execFile)('git', args, { cwd: clone, env: gitEnvironment() });
    const pushes = async () => {
      for (let index = 0; index < 12; index++) {
        await git('commit', '-q', '--allow-empty', '-m', `by hand ${index}`);
        while (!(await git('push', '-q', 'origin', 'main').catch(() => null))) {
          await git('pull', '-q', '--rebase', 'origin', 'main');
        }
      }
    };
    const merges = async () => {
      for (let index = 0; index < 12; index++) {
        const { id } = await opened(
          forge,
          requestOf(
            { [`t${index}`]: 'x\n' },
            { key: `onboard-tenant/t${index}` },
          ),
        );
        await forge.mergeChange(id, { person: SAM });
      }
    };
    await Promise.all([pushes(), merges()]);
    const log = personGit(harness.gitDir, ['log', '--format=%s', 'main']);
    expect(log.match(/^by hand \d+$/gm)).toHaveLength(12);
    const merged = log.match(/^Merge change \d+: Onboard payments$/gm);
    expect(merged).toHaveLength(12);
    const { commit } = await forge.getHead();
    await expect(forge.listFiles({ commit })).resolves.toHaveLength(13);
    expect(personGit(harness.gitDir, ['fsck', '--no-dangling'])).toBe('');
  });

  it('finds a change merged that a person merged and pushed', async () => {
    const harness = await use();
    const { forge } = harness;
    const byMerge = await opened(forge, requestOf({ a: '1\n' }));
    const byForward = await opened(
      forge,
      requestOf({ b: '1\n' }, { key: 'onboard-tenant/other' }),
    );
    const clone = cloneOf(harness);
    personGit(clone, ['merge', '-q', `origin/${byForward.branch}`]);
    personGit(clone, [
      'merge',
      '-q',
      '--no-ff',
      '-m',
      'By hand',
      `origin/${byMerge.branch}`,
    ]);
    personGit(clone, ['push', '-q', 'origin', 'main']);
    const head = await forge.getHead();
    await expect(forge.getChange(byMerge.id)).resolves.toMatchObject({
      state: 'merged',
      mergeCommit: head.commit,
    });
    const { changes } = await forge.listChanges({ state: 'merged' });
    expect(changes.map(({ id, mergeCommit }) => [id, mergeCommit])).toEqual([
      [byForward.id, byForward.headCommit],
      [byMerge.id, head.commit],
    ]);
    expect([...(await harness.branches()).keys()]).toEqual(['main']);
  });

  it('follows a branch that a person rewrote', async () => {
    const harness = await use();
    const { forge } = harness;
    const change = await opened(forge, requestOf({ a: '1\n' }));
    const clone = cloneOf(harness);
    personGit(clone, ['checkout', '-q', change.branch]);
    personGit(clone, ['commit', '-q', '--amend', '-m', 'Better words']);
    personGit(clone, ['push', '-q', '--force', 'origin', change.branch]);
    const pushed = personGit(clone, ['rev-parse', 'HEAD']).trim();
    await expect(forge.getChange(change.id)).resolves.toMatchObject({
      headCommit: pushed,
    });
    const files = await forge.getChangeFiles(change.id);
    expect(files.map(({ path }) => path)).toEqual(['a']);
  });

  it('shows only what a change brings after a person merged main into it', async () => {
    const harness = await use();
    const { forge, push } = harness;
    const change = await opened(forge, requestOf({ a: '1\n' }));
    await push({ later: 'on main\n' });
    const clone = cloneOf(harness);
    personGit(clone, ['checkout', '-q', change.branch]);
    personGit(clone, ['merge', '-q', '-m', 'Update', 'origin/main']);
    personGit(clone, ['push', '-q', 'origin', change.branch]);
    const shown = async () =>
      (await forge.getChangeFiles(change.id)).map(({ path }) => path);
    await expect(shown()).resolves.toEqual(['a']);
    await forge.mergeChange(change.id, { person: SAM });
    await push({ later: 'again\n' });
    await expect(shown()).resolves.toEqual(['a']);
  });

  it('keeps its own references from pushes', async () => {
    const harness = await use();
    const { forge } = harness;
    const { id } = await opened(forge, requestOf({ a: '1\n' }));
    personGit(harness.gitDir, ['config', 'receive.hideRefs', 'refs/idp']);
    const clone = cloneOf(harness);
    expect(() =>
      personGit(clone, ['push', '-q', 'origin', `:refs/idp/changes/${id}`]),
    ).toThrow();
    await expect(forge.getChange(id)).resolves.toMatchObject({ state: 'open' });
  });

  it('leaves out a reference that holds no change', async () => {
    const { forge, gitDir } = await use();
    const change = await opened(forge, requestOf({ a: '1\n' }));
    personGit(gitDir, ['update-ref', 'refs/idp/changes/7', 'main']);
    personGit(gitDir, ['update-ref', 'refs/idp/changes/x', 'main']);
    const { changes } = await forge.listChanges();
    expect(changes.map(({ id }) => id)).toEqual([change.id]);
    const next = await opened(
      forge,
      requestOf({ b: '1\n' }, { key: 'onboard-tenant/other' }),
    );
    expect(next.id).toBe('8');
  });

  it('makes one change of a key that two processes open at once', async () => {
    const { forge, gitDir } = await use();
    const second = another(gitDir);
    await second.listChanges();
    for (let round = 0; round < 5; round++) {
      const key = `onboard-tenant/t${round}`;
      const results = await Promise.all([
        forge.openChange(requestOf({ a: `sam ${round}\n` }, { key })),
        second.openChange(
          requestOf({ a: `kim ${round}\n` }, { key, author: KIM }),
        ),
      ]);
      expect(results.map(({ outcome }) => outcome).sort()).toEqual([
        'opened',
        'updated',
      ]);
      expect(results[0].change!.id).toBe(results[1].change!.id);
    }
    const [first, other] = await Promise.all([
      forge.listChanges(),
      second.listChanges(),
    ]);
    expect(first.changes).toHaveLength(5);
    expect(other).toEqual(first);
    await second.close();
  });

  it('gives different numbers to what two processes open at once', async () => {
    const { forge, gitDir } = await use();
    const second = another(gitDir);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? forge : second).openChange(
          requestOf(
            { [`t${index}`]: 'x\n' },
            { key: `onboard-tenant/t${index}` },
          ),
        ),
      ),
    );
    expect(new Set(results.map(({ change }) => change!.id)).size).toBe(20);
    expect((await forge.listChanges()).changes).toHaveLength(20);
    await second.close();
  });

  it('sees what another process merged and closed', async () => {
    const { forge, gitDir } = await use();
    const second = another(gitDir);
    const one = await opened(forge, requestOf({ a: '1\n' }));
    const two = await opened(
      forge,
      requestOf({ b: '1\n' }, { key: 'onboard-tenant/other' }),
    );
    await second.mergeChange(one.id, { person: KIM });
    await second.closeChange(two.id, { person: KIM });
    await expect(forge.getChange(one.id)).resolves.toMatchObject({
      state: 'merged',
    });
    await expect(forge.getChange(two.id)).resolves.toMatchObject({
      state: 'closed',
    });
    await expect(readTexts(forge, ['a', 'b'])).resolves.toEqual({ a: '1\n' });
    await second.close();
  });

  it('keeps everything through a garbage collection', async () => {
    const { forge, gitDir } = await use();
    const change = await opened(forge, requestOf({ a: '1\n' }));
    await forge.openChange(requestOf({ a: '2\n' }));
    const closed = await opened(
      forge,
      requestOf({ b: '1\n' }, { key: 'onboard-tenant/other' }),
    );
    await forge.closeChange(closed.id, { person: SAM });
    personGit(gitDir, ['gc', '-q', '--prune=now']);
    const [file] = await forge.getChangeFiles(change.id);
    expect(file.patch).toContain('+2\n');
    await expect(forge.getChangeFiles(closed.id)).resolves.toHaveLength(1);
    await forge.mergeChange(change.id, { person: SAM });
    await expect(readTexts(forge, ['a'])).resolves.toEqual({ a: '2\n' });
  });

  it('writes nothing that is not below its folder, and asks no settings of the user', async () => {
    const { forge, folder, gitDir } = await use();
    const hostile = join(folder, 'hostile-config');
    personGit(folder, ['config', '-f', hostile, 'user.name', 'Mallory']);
    personGit(folder, ['config', '-f', hostile, 'core.hooksPath', '/nowhere']);
    const saved = { ...process.env };
    Object.assign(process.env, {
      GIT_CONFIG_GLOBAL: hostile,
      GIT_DIR: join(folder, 'elsewhere'),
      GIT_INDEX_FILE: join(folder, 'elsewhere-index'),
      GIT_AUTHOR_NAME: 'Mallory',
    });
    try {
      const { headCommit } = await opened(forge, requestOf({ a: '1\n' }));
      process.env = saved;
      const who = personGit(gitDir, [
        'log',
        '-1',
        '--format=%an %cn',
        headCommit,
      ]);
      expect(who.trim()).toBe(`${SAM.name} ${PORTAL.name}`);
    } finally {
      process.env = saved;
    }
  });
});
