import { generateKeyPairSync } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { describeRemote } from '../testing/describeRemote';
import { PORTAL, refusal, requestOf, type Files } from '../testing/harness';
import { createGithubHarness } from '../testing/remoteHarness';
import { createGithubForge } from '.';

describeRemote('GitHub', createGithubHarness, {
  first: 5,
  next: 5,
  unchanged: 1,
  update: 5,
});

describe('GitHub', () => {
  const open: Array<{ close(): Promise<void> }> = [];
  const use = async (files: Files = { 'README.md': '# Platform\n' }) => {
    const harness = await createGithubHarness(files);
    open.push(harness);
    return harness;
  };
  afterEach(async () => {
    for (const harness of open.splice(0)) await harness.close();
  });

  it('is not asked for what has not changed', async () => {
    const { forge, push, server } = await use();
    const statuses: number[] = [];
    server.onAnswer = status => statuses.push(status);
    const head = await forge.getHead();
    await expect(forge.getHead()).resolves.toEqual(head);
    expect(statuses).toEqual([200, 200, 304, 304]);
    const commit = await push({ a: 'a\n' });
    await expect(forge.getHead()).resolves.toMatchObject({ commit });
  });

  it('is asked as an App that is installed on the repository', async () => {
    const { connect, fake, secret } = await use();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const token = 'ghs_tokenOfAnInstallation';
    const asked: string[] = [];
    fake.tokens.clear();
    fake.tokens.add(token);
    fake.extraRoutes.push(
      [
        'GET',
        /\/app\/installations$/,
        ({ headers }) => {
          asked.push(String(headers.authorization).split('.')[0]);
          return {
            status: 200,
            body: [{ id: 5, account: { login: 'acme' }, suspended_by: null }],
          };
        },
      ],
      [
        'POST',
        /\/app\/installations\/5\/access_tokens$/,
        () => ({
          status: 201,
          body: {
            token,
            expires_at: new Date(Date.now() + 3_600_000).toISOString(),
            repository_selection: 'all',
          },
        }),
      ],
    );
    const app = {
      appId: 1,
      privateKey,
      clientId: 'id',
      clientSecret: 'secret of the client',
    };
    const forge = connect({ secret: null, apps: [app] });
    await expect(
      forge.openChange(requestOf({ a: 'a\n' })),
    ).resolves.toMatchObject({ outcome: 'opened' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^bearer ey/i);

    fake.extraRoutes.length = 0;
    const stranger = connect({ secret: null, apps: [app] });
    const error = await refusal(stranger.getHead(), 'unauthorized');
    expect(error.message).toContain('integrations.github');
    expect(error.message).not.toContain('PRIVATE');
    expect(secret).not.toBe(token);
  });

  it('may say in an answer with status 200 that it was asked too often, or that something is wrong', async () => {
    const { forge, server, advance } = await use();
    const path = /\/graphql$/;
    const answer = (type: string) => ({
      status: 200,
      body: { data: null, errors: [{ type, message: `It is ${type}` }] },
    });
    const openOne = () => forge.openChange(requestOf({ a: 'a\n' }));
    for (const [type, code] of [
      ['NOT_FOUND', 'not-found'],
      ['FORBIDDEN', 'forbidden'],
      ['INSUFFICIENT_SCOPES', 'forbidden'],
      ['SOMETHING', 'unavailable'],
    ] as const) {
      server.break({ kind: answer(type), path });
      const error = await refusal(openOne(), code);
      expect(error.message).toContain(`It is ${type}`);
      server.repair();
    }
    const reset = Date.parse('2026-01-01T00:00:00Z') / 1000 + 100;
    const headers = { 'x-ratelimit-reset': `${reset}` };
    for (const [kind, seconds] of [
      [answer('RATE_LIMITED'), 60],
      [{ ...answer('RATE_LIMIT'), headers }, 40],
    ] as const) {
      server.break({ kind, path });
      const error = await refusal(openOne(), 'rate-limited');
      expect(error.retryAfterSeconds).toBe(seconds);
      server.repair();
      await refusal(forge.getHead(), 'rate-limited');
      advance(seconds);
    }
    await expect(openOne()).resolves.toMatchObject({ outcome: 'opened' });
  });

  it('follows the repository to its new name, with writes as well', async () => {
    const { forge, server, port } = await use();
    const to = (path: string) => `http://127.0.0.1:${port}/api/v3${path}`;
    server.break({
      times: 1,
      method: 'POST',
      path: /\/git\/commits$/,
      kind: {
        status: 307,
        headers: { location: to('/repos/acme/platform/git/commits') },
      },
    });
    await expect(
      forge.openChange(requestOf({ a: 'a\n' })),
    ).resolves.toMatchObject({ outcome: 'opened' });
    server.break({
      method: 'POST',
      path: /\/pulls$/,
      kind: {
        status: 301,
        headers: { location: to('/repositories/1/pulls') },
      },
    });
    const error = await refusal(
      forge.openChange(
        requestOf({ b: 'b\n' }, { key: 'onboard-tenant/other' }),
      ),
      'not-found',
    );
    expect(error.message).toContain('changes.forge');
  });

  it('lists folder by folder what comes cut off', async () => {
    const files = { 'a/b/c.txt': '1\n', 'a/d.txt': '2\n', 'e.txt': '3\n' };
    const { forge, fake } = await use(files);
    fake.largestListing = 3;
    const { commit } = await forge.getHead();
    const listed = await forge.listFiles({ commit });
    expect(listed.map(({ path }) => path).sort()).toEqual(Object.keys(files));
  });

  it('can not tell what differs after a force push, or among too many files', async () => {
    const { forge, push } = await use();
    const from = (await forge.getHead()).commit;
    const other = await push({ a: 'a\n' }, 'other');
    await push({ b: 'b\n' });
    const { commit: to } = await forge.getHead();
    await expect(
      forge.compareCommits({ from: other, to }),
    ).resolves.toBeUndefined();
    const many = await push(
      Object.fromEntries(
        Array.from({ length: 301 }, (_, index) => [`f/${index}`, 'x\n']),
      ),
    );
    await expect(
      forge.compareCommits({ from, to: many }),
    ).resolves.toBeUndefined();
  }, 30_000);

  it('gets as an object of its own what is no text, or much', async () => {
    const { forge, server } = await use();
    const blobsOf = async (subject: string, files: Files) => {
      server.requests.length = 0;
      const key = `onboard-tenant/${subject}`;
      await forge.openChange(requestOf(files, { key }));
      const { requests } = server;
      return requests.filter(({ path }) => path.endsWith('/git/blobs')).length;
    };
    const odd = { 'zero.txt': 'a\0b', latin1: Buffer.from([0xe9]), text: 't' };
    await expect(blobsOf('odd', odd)).resolves.toBe(2);
    const megabyte = 'x'.repeat(1024 * 1024);
    await expect(
      blobsOf('large', { a: megabyte, b: megabyte, c: megabyte }),
    ).resolves.toBe(1);
  });

  it('stores nothing that came to it in another form', async () => {
    const { forge, server, branches } = await use();
    server.break({
      method: 'POST',
      path: /\/git\/trees$/,
      kind: { status: 201, body: { sha: 'ab'.repeat(20) } },
    });
    await refusal(forge.openChange(requestOf({ a: 'a\n' })), 'unavailable');
    expect([...(await branches()).keys()]).toEqual(['main']);
  });

  it('must be known to the configuration', () => {
    expect(() =>
      createGithubForge({
        type: 'github',
        host: 'elsewhere.example.com',
        owner: 'acme',
        repo: 'platform',
        branchPrefix: 'portal/',
        portal: PORTAL,
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig(),
      }),
    ).toThrow(/elsewhere\.example\.com.*integrations\.github/);
  });
});
