import { inspect } from 'node:util';
import { ForgeError, type ForgeErrorCode } from '../ForgeError';
import type { FakeAnswer, FaultKind } from './fakeForge/FakeServer';
import { KIM, opened, readTexts, refusal, requestOf, SAM } from './harness';
import type { Files } from './harness';
import type { RemoteHarness } from './remoteHarness';

type CreateRemoteHarness = (files: Files) => Promise<RemoteHarness>;

const STATUSES: Array<[status: number, code: ForgeErrorCode]> = [
  [400, 'invalid'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [409, 'conflict'],
  [422, 'invalid'],
  [423, 'forbidden'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
];

const FAULTS: Array<[name: string, kind: FaultKind]> = [
  ['a connection that is closed', 'cut-before'],
  ['a connection that is closed in the middle of the answer', 'cut-after'],
  ['an answer that does not come', 'silent'],
  ['a page instead of an answer', 'page'],
  ['an answer with nothing in it', 'hollow'],
  ['status 500', { status: 500, body: { message: 'oops' } }],
  ['status 503', { status: 503, body: '<html>busy</html>' }],
];

/** What a forge over HTTP does when that goes wrong. */
export function describeRemoteFaults(
  name: string,
  createHarness: CreateRemoteHarness,
) {
  describe(`${name} when it is out of order`, () => {
    const open: RemoteHarness[] = [];
    const use = async (files: Files = { 'README.md': '# Platform\n' }) => {
      const harness = await createHarness(files);
      open.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of open.splice(0)) await harness.close();
    });

    describe('statuses', () => {
      describeStatuses(use);
    });
    describe('connections', () => {
      describeConnections(use);
    });
    describe('opening a change', () => {
      describeBrokenOpening(use);
    });
    describe('merging', () => {
      describeBrokenMerging(use);
    });
    describe('rate limits', () => {
      describeRateLimits(use);
    });
    describe('redirects', () => {
      describeRedirects(use);
    });
  });
}

type UseRemote = (files?: Files) => Promise<RemoteHarness>;

function describeStatuses(use: UseRemote) {
  it.each(STATUSES)('takes %d for %s', async (status, code) => {
    const harness = await use();
    const { forge, server, secret } = harness;
    server.break({
      kind: { status, body: { message: `No,\n${secret} is wrong` } },
    });
    for (const attempt of [
      () => forge.getHead(),
      () => forge.openChange(requestOf({ a: 'a\n' })),
      () => forge.listChanges(),
      () => forge.getChangeFiles('1'),
      () => forge.closeChange('1', { person: SAM }),
    ]) {
      const error = await refusal(attempt(), code);
      expect(error.message).toContain('acme/platform');
      expect(error.message).not.toContain('\n');
      expectNoSecret(harness, error);
    }
  });

  it('says what the portal may not see or do, and where its credential is', async () => {
    const harness = await use();
    const { connect } = harness;
    const stranger = connect({ secret: 'another0123456789token' });
    const unknown = await refusal(stranger.getHead(), 'unauthorized');
    expect(unknown.message).toMatch(/integrations\.(github|gitea)/);
    expect(unknown.message).not.toContain('another0123456789token');
    const elsewhere = connect({ repository: 'acme/elsewhere' });
    const missing = await refusal(
      elsewhere.openChange(requestOf({ a: 'a\n' })),
      'not-found',
    );
    expect(missing.message).toContain('acme/elsewhere');
    const none = connect({ secret: null });
    await refusal(none.getHead(), 'unauthorized');
    await refusal(none.openChange(requestOf({ a: 'a\n' })), 'unauthorized');
  });
}

function describeConnections(use: UseRemote) {
  const passing: Array<[string, FaultKind]> = FAULTS.filter(([, kind]) =>
    typeof kind === 'object' ? kind.status === 503 : /cut|silent/.test(kind),
  );

  it.each(passing)('reads twice again after %s', async (_name, kind) => {
    const { forge, server, pauses } = await use();
    const head = await forge.getHead();
    server.requests.length = 0;
    server.break({ kind, times: 2 });
    await expect(forge.getHead()).resolves.toEqual(head);
    expect(pauses).toEqual([250, 1000]);
    server.break({ kind });
    const error = await refusal(forge.getHead(), 'unavailable');
    expect(error.message).toMatch(/Git(Hub|ea) at /);
    expect(pauses).toEqual([250, 1000, 250, 1000]);
  });

  it('says that nothing is there', async () => {
    const harness = await use();
    await harness.server.close();
    const error = await refusal(harness.forge.getHead(), 'unavailable');
    expect(error.message).toContain('it refuses connections');
    expectNoSecret(harness, error);
  });

  it('leaves a forge alone that does not answer, and asks again later', async () => {
    const { forge, server, advance } = await use();
    server.break({ kind: 'silent' });
    const ask = () => refusal(forge.getChange('1'), 'unavailable');
    await ask();
    await ask();
    expect(server.requests).toHaveLength(6);
    const error = await ask();
    expect(error.retryAfterSeconds).toBe(15);
    expect(error.message).toContain('asks again in 15 seconds');
    await refusal(forge.openChange(requestOf({ a: 'a\n' })), 'unavailable');
    expect(server.requests).toHaveLength(6);
    advance(15);
    // One request finds out that it is still so.
    await ask();
    expect(server.requests).toHaveLength(7);
    await ask();
    expect(server.requests).toHaveLength(7);
    server.repair();
    advance(15);
    await expect(forge.getHead()).resolves.toBeDefined();
    await refusal(forge.getChange('1'), 'not-found');
  });

  it('waits 10 seconds for a read and 30 for a write', async () => {
    const harness = await use();
    const { forge, server, timeLimits } = harness;
    server.break({ kind: 'silent', method: 'GET' });
    const read = await refusal(forge.getChange('1'), 'unavailable');
    expect(read.message).toContain('did not answer within 10 seconds');
    harness.repair();
    const { id } = await opened(forge, requestOf({ a: 'a\n' }));
    server.break({ kind: 'silent', method: 'PATCH' });
    const write = await refusal(
      forge.closeChange(id, { person: SAM }),
      'unavailable',
    );
    expect(write.message).toContain('did not answer within 30 seconds');
    expect(new Set(timeLimits)).toEqual(new Set([10_000, 30_000]));
  });

  it('is told to stop', async () => {
    const { forge, server } = await use();
    const controller = new AbortController();
    server.before = () => controller.abort(new Error('nobody waits any more'));
    const head = forge.getHead({ signal: controller.signal });
    await expect(head).rejects.toThrow('nobody waits any more');
  });

  it('understands no answer of another shape', async () => {
    const harness = await use();
    const { forge, server } = harness;
    for (const kind of ['page', 'hollow'] as const) {
      server.break({ kind });
      await refusal(forge.getHead(), 'unavailable');
      await refusal(forge.openChange(requestOf({ a: 'a\n' })), 'unavailable');
      await refusal(forge.getChangeFiles('1'), 'unavailable');
      await refusal(forge.listChanges(), 'unavailable');
      harness.repair();
    }
  });
}

function describeBrokenOpening(use: UseRemote) {
  it.each(FAULTS)(
    'opens one change, however often it broke off by %s',
    async (_name, kind) => {
      const harness = await use({ 'tenants/a/x': '1\n' });
      const { forge, server } = harness;
      const client = harness.connect({});
      const request = (step: number) =>
        requestOf(
          {
            [`tenants/s${step}/a`]: `${step}\n`,
            [`tenants/s${step}/b`]: 'b\n',
          },
          { key: `onboard-tenant/s${step}` },
        );
      // The folders are known already, as they are in a portal that has read them.
      const { commit } = await client.getHead();
      await client.listFiles({ commit });
      server.requests.length = 0;
      await opened(client, request(0));
      const steps = server.requests.length;
      expect(steps).toBeGreaterThan(2);
      for (let step = 1; step <= steps; step++) {
        server.break({ kind, after: step - 1 });
        const error = await client.openChange(request(step)).then(
          () => undefined,
          reason => reason,
        );
        expect([step, error?.name]).toEqual([step, 'ForgeError']);
        expectNoSecret(harness, error);
        harness.repair();
        const { change } = await client.openChange(request(step));
        const again = await forge.openChange(request(step));
        expect(again).toEqual({ outcome: 'unchanged', change });
        const files = await forge.getChangeFiles(change!.id);
        expect(files.map(file => file.path)).toEqual([
          `tenants/s${step}/a`,
          `tenants/s${step}/b`,
        ]);
      }
      const { changes } = await forge.listChanges({ limit: 100 });
      expect(changes.map(change => change.key)).toEqual(
        numbers(steps).map(step => `onboard-tenant/s${steps - step}`),
      );
    },
    60_000,
  );

  it.each(FAULTS)(
    'brings a change up to date, however often it broke off by %s',
    async (_name, kind) => {
      const harness = await use({ a: '1\n', b: '1\n' });
      const { forge, server, push } = harness;
      const client = harness.connect({});
      const { id } = await opened(client, requestOf({ a: 'ours\n', c: 'c\n' }));
      for (let step = 0; step < 100; step++) {
        await push({ a: `theirs ${step}\n`, b: `${step}\n` });
        const update = () =>
          client.openChange(requestOf({ a: `ours ${step}\n` }));
        server.break({ kind, after: step });
        const outcome = await update().then(
          result => result.outcome,
          error => error.name,
        );
        harness.repair();
        if (outcome === 'updated') break;
        expect([step, outcome]).toEqual([step, 'ForgeError']);
        const { change } = await update();
        expect(change).toMatchObject({ id, state: 'open' });
        const files = await forge.getChangeFiles(id);
        expect(files.map(file => file.path)).toEqual(['a']);
        await expect(forge.getMergeability(id)).resolves.toMatchObject({
          status: 'mergeable',
        });
        await expect(
          readTexts(forge, ['a', 'c'], change!.headCommit),
        ).resolves.toEqual({ a: `ours ${step}\n` });
        expect(step).toBeLessThan(99);
      }
      expect((await forge.listChanges()).changes).toHaveLength(1);
    },
    60_000,
  );

  it('sends no write twice', async () => {
    const { forge, server } = await use();
    await forge.getHead();
    server.break({ kind: 'cut-after', method: 'POST', path: /\/pulls$/ });
    server.requests.length = 0;
    await refusal(forge.openChange(requestOf({ a: 'a\n' })), 'unavailable');
    const posted = server.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
    );
    expect(posted).toHaveLength(1);
  });

  it('makes one change of two portals that open it at the same time', async () => {
    const { forge, connect } = await use();
    const others = [forge, connect({}), connect({})];
    const results = await Promise.allSettled(
      others.map((client, index) =>
        client.openChange(requestOf({ a: `${index}\n` })),
      ),
    );
    const { changes } = await forge.listChanges();
    expect(changes).toHaveLength(1);
    const isFine = (result: PromiseSettledResult<unknown>) =>
      result.status === 'fulfilled' || result.reason instanceof ForgeError;
    expect(results.every(isFine)).toBe(true);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    await forge.openChange(requestOf({ a: 'last\n' }));
    const [{ headCommit }] = (await forge.listChanges()).changes;
    await expect(readTexts(forge, ['a'], headCommit)).resolves.toEqual({
      a: 'last\n',
    });
  });

  it('loses nothing that somebody pushes in the middle of an update', async () => {
    const { forge, server, push } = await use();
    const change = await opened(forge, requestOf({ a: '1\n' }));
    let pushed: string | undefined;
    server.before = async ({ method, path }) => {
      const isWrite =
        (method === 'PATCH' && path.includes('/git/refs/')) ||
        (method === 'POST' && path.endsWith('/contents'));
      if (isWrite && !pushed) {
        pushed = await push({ a: 'by hand\n' }, change.branch);
      }
    };
    await refusal(forge.openChange(requestOf({ a: '2\n' })), 'conflict');
    await expect(forge.getChange(change.id)).resolves.toMatchObject({
      headCommit: pushed,
    });
  });
}

function describeBrokenMerging(use: UseRemote) {
  it('knows that it has merged when the answer was lost', async () => {
    const { forge, server } = await use();
    const { id } = await opened(forge, requestOf({ a: '1\n' }));
    server.break({ kind: 'cut-after', path: /\/merge$/, times: 1 });
    await expect(forge.mergeChange(id, { person: KIM })).resolves.toMatchObject(
      { state: 'merged' },
    );
  });

  it.each(FAULTS)('merges once after %s', async (_name, kind) => {
    const harness = await use();
    const { forge, server } = harness;
    const client = harness.connect({});
    const { id } = await opened(forge, requestOf({ a: '1\n' }));
    server.break({ kind });
    const failure = await client.mergeChange(id, { person: SAM }).then(
      () => undefined,
      error => error,
    );
    expect(failure).toBeInstanceOf(ForgeError);
    expectNoSecret(harness, failure);
    harness.repair();
    const merged = await client.mergeChange(id, { person: SAM });
    const head = await forge.getHead();
    expect(merged).toMatchObject({
      state: 'merged',
      mergeCommit: head.commit,
    });
  });

  it('names the person who merges', async () => {
    const { forge, readCommit } = await use();
    const { id, branch } = await opened(forge, requestOf({ a: '1\n' }));
    const { mergeCommit } = await forge.mergeChange(id, { person: KIM });
    const { message } = await readCommit(mergeCommit!);
    expect(message.trimEnd().split('\n')).toEqual([
      `Merge change ${id}: Onboard payments`,
      '',
      `Branch: ${branch}`,
      `Co-authored-by: ${KIM.name} <${KIM.email}>`,
    ]);
  });
}

function describeRateLimits(use: UseRemote) {
  const reset = Date.parse('2026-01-01T00:00:00Z') / 1000 + 90;
  const LIMITS: Array<[string, FakeAnswer, number]> = [
    ['429 with seconds', { status: 429, headers: { 'retry-after': '30' } }, 30],
    [
      '429 with a date',
      {
        status: 429,
        headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT' },
      },
      20,
    ],
    ['429 alone', { status: 429 }, 60],
    ['403 with seconds', { status: 403, headers: { 'retry-after': '7' } }, 7],
    [
      '403 with nothing left until a time',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': `${reset}`,
        },
      },
      90,
    ],
    [
      '403 that is about the secondary limit',
      {
        status: 403,
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
      60,
    ],
  ];

  it.each(LIMITS)('waits as long as %s says', async (_name, kind, seconds) => {
    const { forge, server, advance, pauses } = await use();
    server.break({ kind: { body: { message: 'Too many' }, ...kind } });
    const error = await refusal(forge.getHead(), 'rate-limited');
    expect(error.retryAfterSeconds).toBe(seconds);
    server.repair();
    server.requests.length = 0;
    advance(seconds - 1);
    const still = await refusal(
      forge.openChange(requestOf({ a: 'a\n' })),
      'rate-limited',
    );
    expect(still.retryAfterSeconds).toBe(1);
    expect(server.requests).toEqual([]);
    advance(1);
    await expect(forge.getHead()).resolves.toBeDefined();
    expect(pauses).toEqual([]);
  });

  it('knows a limit from a right that is missing', async () => {
    const { forge, server } = await use();
    server.break({
      kind: {
        status: 403,
        headers: { 'x-ratelimit-remaining': '4321' },
        body: { message: 'Resource not accessible by integration' },
      },
    });
    const error = await refusal(forge.getHead(), 'forbidden');
    expect(error.message).toContain('Resource not accessible by integration');
  });
}

function describeRedirects(use: UseRemote) {
  it('follows no redirect to another host', async () => {
    const harness = await use();
    const { forge, server } = harness;
    const other = await use();
    const { webUrl } = other.forge;
    other.server.requests.length = 0;
    const address = `http://localhost:${other.port}`;
    expect(webUrl).toBeDefined();
    for (const status of [301, 302, 307, 308]) {
      server.break({ kind: { status, headers: { location: address } } });
      await refusal(forge.getHead(), 'not-found');
      await refusal(forge.openChange(requestOf({ a: 'a\n' })), 'not-found');
      harness.repair();
    }
    expect(other.server.requests).toEqual([]);
  });

  it('gives up on a redirect in a circle', async () => {
    const { forge, server, port } = await use();
    const location = `http://127.0.0.1:${port}/again`;
    server.break({ kind: { status: 302, headers: { location } } });
    await refusal(forge.getHead(), 'not-found');
    expect(server.requests.length).toBeLessThan(6);
  });
}

function expectNoSecret({ secret, logged }: RemoteHarness, error: unknown) {
  const seen = [
    inspect(error, { depth: 10, showHidden: true }),
    (error as Error)?.stack,
    JSON.stringify(error),
    ...logged,
  ].join('\n');
  expect(seen).not.toContain(secret);
  expect(seen).not.toContain(Buffer.from(secret).toString('base64'));
}

function numbers(count: number): number[] {
  return Array.from({ length: count + 1 }, (_, index) => index);
}
