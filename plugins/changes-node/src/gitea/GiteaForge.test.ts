import { mockServices } from '@backstage/backend-test-utils';
import { describeRemote } from '../testing/describeRemote';
import {
  opened,
  PORTAL,
  readTexts,
  refusal,
  requestOf,
  SAM,
  type Files,
} from '../testing/harness';
import { createGiteaHarness } from '../testing/remoteHarness';
import { createGiteaForge } from '.';

describeRemote('Gitea', createGiteaHarness, {
  // The name of the default branch, and the folders on the way that are there: the root, `gitops` and `tenants`.
  first: 7,
  // The base branch, the commit, which makes the branch, and the pull request.
  next: 3,
  unchanged: 3,
  update: 5,
});

describe('Gitea', () => {
  const open: Array<{ close(): Promise<void> }> = [];
  const use = async (files: Files = { 'README.md': '# Platform\n' }) => {
    const harness = await createGiteaHarness(files);
    open.push(harness);
    return harness;
  };
  afterEach(async () => {
    for (const harness of open.splice(0)) await harness.close();
  });

  it('takes a name and a password', async () => {
    const { connect, fake } = await use();
    const password = 'a password of the account';
    const encoded = Buffer.from(`portal:${password}`).toString('base64');
    fake.authorization = `basic ${encoded}`;
    const forge = connect({ username: 'portal', secret: password });
    await expect(forge.getHead()).resolves.toMatchObject({ branch: 'main' });
    fake.authorization = 'another';
    fake.server.break({
      kind: { status: 500, body: { message: `${encoded} and ${password}` } },
    });
    const error = await refusal(forge.getHead(), 'unavailable');
    expect(error.message).toMatch(/It says: \*{3}=* and \*{3}\./);
  });

  it.each(['merged', 'closed'] as const)(
    'keeps a change open that is made right after the last of its key was %s',
    async how => {
      const { forge, fake, pauses } = await use();
      const first = await opened(forge, requestOf({ a: '1\n' }));
      fake.isBehindWithBranches = true;
      if (how === 'merged') await forge.mergeChange(first.id, { person: SAM });
      else await forge.closeChange(first.id, { person: SAM });
      const second = await opened(forge, requestOf({ a: '2\n' }));
      expect(second.state).toBe('open');
      expect(pauses).toEqual([300]);
      await expect(forge.getChange(second.id)).resolves.toMatchObject({
        state: 'open',
        headCommit: second.headCommit,
      });
      await expect(
        forge.openChange(requestOf({ a: '2\n' })),
      ).resolves.toMatchObject({
        outcome: 'unchanged',
        change: { id: second.id },
      });
    },
  );

  it('looks after a new change only while its branch may count as deleted', async () => {
    const { forge, pauses, advance } = await use();
    const first = await opened(forge, requestOf({ a: '1\n' }));
    await forge.mergeChange(first.id, { person: SAM });
    const second = await opened(forge, requestOf({ a: '2\n' }));
    expect(pauses).toEqual([300, 700, 1500]);
    await forge.mergeChange(second.id, { person: SAM });
    advance(60);
    await opened(forge, requestOf({ a: '3\n' }));
    expect(pauses).toHaveLength(3);
  });

  it('takes branch names of 100 characters', async () => {
    const { forge } = await use();
    const key = (length: number) => `web-service/${'x'.repeat(length)}`;
    await opened(forge, requestOf({ a: 'a\n' }, { key: key(81) }));
    const error = await refusal(
      forge.openChange(requestOf({ a: 'a\n' }, { key: key(82) })),
      'invalid',
    );
    expect(error.message).toContain('100 characters');
  });

  it('is asked again only for folders that are new', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`t/${index}/a/b`, 'x\n']),
    );
    const { forge, fake, push, server } = await use(files);
    fake.largestTreePage = 7;
    const first = await forge.getHead();
    await expect(
      forge.listFiles({ commit: first.commit, folder: 't' }),
    ).resolves.toHaveLength(20);
    const to = await push({
      't/3/a/b': 'y\n',
      't/new/a/b': 'z\n',
      other: 'o\n',
    });
    server.requests.length = 0;
    const listed = await forge.listFiles({ commit: to, folder: 't' });
    expect(listed).toHaveLength(21);
    // The root, `t` on three pages, and the four below.
    expect(server.requests).toHaveLength(8);
    await forge.listFiles({ commit: to, folder: 't' });
    await expect(
      forge.compareCommits({ from: first.commit, to }),
    ).resolves.toHaveLength(3);
    expect(server.requests).toHaveLength(8);
    await expect(readTexts(forge, ['t/3/a/b'], to)).resolves.toEqual({
      't/3/a/b': 'y\n',
    });
    await readTexts(forge, ['t/3/a/b'], to);
    expect(server.requests).toHaveLength(9);
  });

  it('is asked for the name of the default branch once a minute', async () => {
    const { forge, server, advance, push } = await use();
    await forge.getHead();
    server.requests.length = 0;
    await forge.getHead();
    advance(59);
    await forge.getHead();
    expect(
      server.requests.map(({ path }) => path.split('/platform')[1]),
    ).toEqual(['/branches/main', '/branches/main']);
    const commit = await push({ a: 'a\n' }, 'release/next');
    server.break({
      path: /\/acme\/platform$/,
      kind: { status: 200, body: { default_branch: 'release/next' } },
    });
    advance(1);
    await expect(forge.getHead()).resolves.toEqual({
      branch: 'release/next',
      commit,
    });
    expect(forge.fileUrl('a b')).toMatch(
      /\/src\/branch\/release\/next\/a%20b$/,
    );
    const change = await opened(forge, requestOf({ b: 'b\n' }));
    expect(change.baseBranch).toBe('release/next');
    await expect(
      forge.openChange(requestOf({ b: 'c\n' })),
    ).resolves.toMatchObject({ outcome: 'updated', change: { id: change.id } });
  });

  it('keeps what a person and the base branch have written, when a change is taken back and written again', async () => {
    const { forge, push, readCommit } = await use({
      a: '1\n',
      b: '1\n',
      c: '1\n',
    });
    const { id, headCommit } = await opened(
      forge,
      requestOf({ a: 'ours\n', b: 'ours\n', d: 'd\n' }),
    );
    const tip = await push({ a: 'theirs\n', c: 'theirs\n' });
    const { change } = await forge.openChange(
      requestOf({ a: 'ours again\n', e: 'e\n' }),
    );
    await expect(
      readTexts(forge, ['a', 'b', 'c', 'd', 'e'], change!.headCommit),
    ).resolves.toEqual({
      a: 'ours again\n',
      b: '1\n',
      c: 'theirs\n',
      e: 'e\n',
    });
    // The last commit is the portal's, on Gitea's merge of the base branch, on what was there.
    const last = await readCommit(change!.headCommit);
    expect(last.committer).toEqual(PORTAL);
    const merge = await readCommit(last.parents[0]);
    expect(merge.parents[1]).toBe(tip);
    const takenBack = await readCommit(merge.parents[0]);
    expect(takenBack.message).toMatch(/^Take back what main has changed too\n/);
    expect(takenBack.parents).toEqual([headCommit]);
    const merged = await forge.mergeChange(id, { person: SAM });
    await expect(
      readTexts(forge, ['a', 'b', 'c', 'd', 'e'], merged.mergeCommit),
    ).resolves.toEqual({
      a: 'ours again\n',
      b: '1\n',
      c: 'theirs\n',
      e: 'e\n',
    });
  });

  it('may be slow to see that the base branch was brought in', async () => {
    const { forge, fake, push } = await use({ a: '1\n', b: '1\n' });
    fake.hasOldMergeBases = true;
    const { id } = await opened(forge, requestOf({ a: 'ours\n' }));
    await push({ a: 'theirs\n', b: 'theirs\n' });
    const update = () => forge.openChange(requestOf({ a: 'ours\n' }));
    await expect(update()).resolves.toMatchObject({ outcome: 'updated' });
    await expect(update()).resolves.toMatchObject({
      outcome: 'unchanged',
      change: { id },
    });
    const { change } = await forge.openChange(requestOf({ a: 'again\n' }));
    await expect(
      readTexts(forge, ['a', 'b'], change!.headCommit),
    ).resolves.toEqual({ a: 'again\n', b: 'theirs\n' });
  });

  it('is told of a file that the base branch got in the same moment', async () => {
    const { forge, server, push } = await use();
    let isFirst = true;
    server.before = async ({ method, path }) => {
      if (isFirst && method === 'POST' && path.endsWith('/contents')) {
        isFirst = false;
        await push({ a: 'theirs\n' });
      }
    };
    const { commit: baseCommit } = await forge.getHead();
    const error = await refusal(
      forge.openChange(requestOf({ a: 'ours\n' }, { baseCommit })),
      'conflict',
    );
    expect(error.files).toEqual(['a']);
  });

  it('must be known to the configuration', () => {
    expect(() =>
      createGiteaForge({
        type: 'gitea',
        host: 'elsewhere.example.com',
        owner: 'acme',
        repo: 'platform',
        branchPrefix: 'portal/',
        portal: PORTAL,
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig(),
      }),
    ).toThrow(/elsewhere\.example\.com.*integrations\.gitea/);
  });
});
