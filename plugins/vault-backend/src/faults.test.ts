import { sendJson } from '@idp/testing-node';
import { useInventory } from './__testUtils__/useInventory';
import {
  CANARY,
  metadataOnly,
  refuse,
  type FakeCall,
  type FakeVault,
} from './__testUtils__/FakeVault';
import type { ServerResponse } from 'node:http';

type Answer = (res: ServerResponse, call: FakeCall) => void;

/** Answers calls below a path of the API in its own way. */
function at(vault: FakeVault, path: string, reply: Answer): void {
  vault.intercept = (call, res) => {
    if (!call.path.startsWith(path)) return false;
    reply(res, call);
    return true;
  };
}

describe('a Vault that cannot be read', () => {
  const { fake, start } = useInventory();

  async function known() {
    const vault = await fake();
    vault.write('team/a');
    const test = await start(vault, {
      config: { timeouts: { answer: '500ms', connect: '500ms' } },
    });
    await test.run();
    vault.calls.length = 0;
    return { ...test, vault };
  }

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['sealed', { initialized: true, sealed: true }, /^is sealed: .*unseals it/],
    ['not initialised', { initialized: false }, /^is not initialised: /],
    [
      'a secondary for disaster recovery',
      {
        initialized: true,
        sealed: false,
        replication_dr_mode: 'secondary',
      },
      /^is a secondary for disaster recovery.*in baseUrl/,
    ],
  ])('as it is %s is stale, in words, and its secrets stay', async (...row) => {
    const [, health, words] = row;
    const { inventories, rows, run, vault } = await known();
    const before = rows();
    vault.health = health;
    await run();
    expect(inventories.states()).toMatchObject([
      { state: 'stale', reason: expect.stringMatching(words) },
    ]);
    expect(rows()).toEqual(before);
    expect(vault.asked()).toEqual([]);
    vault.health = { initialized: true, sealed: false };
    await run();
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
  });

  it.each([
    [429, 'live'],
    [473, 'live'],
    [472, 'stale'],
    [501, 'stale'],
    [503, 'stale'],
  ])('says so by %d of its health: %s', async (status, state) => {
    const { inventories, run, vault } = await known();
    at(vault, 'sys/health', res => sendJson(res, status, {}));
    await run();
    expect(inventories.states()).toMatchObject([{ state }]);
  });

  it('is unknown where it has never answered, and another goes on', async () => {
    const vault = await fake();
    vault.write('a');
    const { inventories, rows, run } = await start(vault, {
      config: {
        servers: [
          {
            name: 'dead',
            baseUrl: 'http://127.0.0.1:1',
            secretEngine: 'kv',
            auth: { type: 'static', secret: 'x' },
          },
          {
            name: 'local',
            baseUrl: vault.url,
            secretEngine: 'kv',
            auth: { type: 'static', secret: 'root-of-test' },
          },
        ],
      },
    });
    await run();
    expect(inventories.states()).toMatchObject([
      { name: 'dead', state: 'unknown', reason: 'refuses the connection' },
      { name: 'local', state: 'live' },
    ]);
    expect(Object.keys(rows())).toEqual(['kv/a']);
  });

  it('gets sealed amid a run: what was read before is kept', async () => {
    const { inventories, rows, run, vault } = await known();
    vault.write('team/b');
    at(vault, 'kv/metadata/team', (res, { query }) => {
      if (query.get('list')) {
        sendJson(res, 200, { data: { keys: ['a', 'b'] } });
      } else {
        refuse(res, 503, 'Vault is sealed');
      }
    });
    await run();
    expect(inventories.states()).toMatchObject([
      { state: 'stale', reason: 'failed (503): Vault is sealed' },
    ]);
    expect(rows()).toMatchObject({ 'kv/team/a': { state: 'present' } });
  });

  it.each<[string, number, string, RegExp]>([
    [
      'it is a standby that knows no active server',
      500,
      'local node not active but active cluster node not found',
      /^failed \(500\): local node not active/,
    ],
    [
      'it lags behind for good',
      412,
      'required index state not present',
      /\(412\)/,
    ],
    ['all fails', 500, 'internal error', /^failed \(500\)/],
  ])('as %s is stale, and its secrets stay', async (...row) => {
    const [, status, said, words] = row;
    const { inventories, rows, run, vault } = await known();
    const before = rows();
    at(vault, 'kv/', res => refuse(res, status, said));
    await run();
    expect(inventories.states()).toMatchObject([
      { state: 'stale', reason: expect.stringMatching(words) },
    ]);
    expect(rows()).toEqual(before);
  });

  it('that redirects to another host is not followed', async () => {
    const { inventories, run, vault } = await known();
    at(vault, 'kv/', res =>
      res.writeHead(307, { location: 'https://other.example.com/v1' }).end(),
    );
    await run();
    expect(inventories.states()).toMatchObject([
      {
        state: 'stale',
        reason: expect.stringMatching(/redirects to the host other\.example/),
      },
    ]);
  });

  it('is asked again where a standby lags behind the sign-in (412)', async () => {
    const { inventories, run, vault } = await known();
    let refusals = 2;
    vault.intercept = ({ path }, res) => {
      if (!path.startsWith('kv/') || refusals === 0) return false;
      refusals -= 1;
      refuse(res, 412, 'required index state not present');
      return true;
    };
    await run();
    expect(refusals).toBe(0);
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
  });

  it('that wants fewer calls gets none for so long (429 with Retry-After)', async () => {
    const { inventories, run, vault } = await known();
    let refusals = 1;
    vault.intercept = ({ path }, res) => {
      if (!path.startsWith('kv/') || refusals === 0) return false;
      refusals -= 1;
      res.setHeader('retry-after', '1');
      refuse(res, 429, 'request path kv: rate limit quota exceeded');
      return true;
    };
    await run();
    // Who asks too soon does not get through: the circuit is open for as long.
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
    expect(vault.asked()).toEqual([
      'LIST kv/metadata',
      'LIST kv/metadata',
      'LIST kv/metadata/team',
    ]);
  });

  it('that wants to be left alone for an hour is left alone', async () => {
    const { inventories, run, vault } = await known();
    at(vault, 'kv/', res => {
      res.setHeader('retry-after', '3600');
      refuse(res, 429);
    });
    await run();
    expect(inventories.states()).toMatchObject([
      { state: 'stale', reason: 'asks for fewer calls (429)' },
    ]);
    expect(vault.asked()).toHaveLength(1);
  });
});

describe('a part of a Vault that cannot be read', () => {
  const { fake, start } = useInventory();

  it('as a folder is closed (403): the rest is served, what is in it unknown with the reason', async () => {
    const vault = await fake();
    vault.write('open/a');
    vault.write('shut/b');
    const { index, inventories, rows, run } = await start(vault);
    await run();
    vault.tokens.set('root-of-test', path =>
      path.startsWith('kv/metadata/shut') ? ['deny'] : metadataOnly(path),
    );
    await run();
    const reason =
      'Vault does not let the portal list this folder: give its policy the capability list on kv/metadata/*';
    expect(rows()).toMatchObject({
      'kv/open/a': { state: 'present' },
      'kv/shut/': { state: 'unknown', reason },
      'kv/shut/b': { state: 'unknown', reason, current: 1 },
    });
    expect(
      index.closedAbove({ server: 'local', mount: 'kv', path: 'shut/never' }),
    ).toMatchObject({ reason });
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);

    vault.tokens.set('root-of-test', metadataOnly);
    await run();
    expect(rows()).toEqual({
      'kv/open/a': expect.objectContaining({ state: 'present' }),
      'kv/shut/b': expect.objectContaining({
        state: 'present',
        reason: undefined,
      }),
    });
  });

  it('as the whole engine is closed (403)', async () => {
    const vault = await fake();
    vault.write('team/a');
    const { inventories, rows, run } = await start(vault);
    await run();
    vault.tokens.set('root-of-test', path =>
      path === 'kv/metadata/' ? ['deny'] : metadataOnly(path),
    );
    await run();
    expect(rows()).toMatchObject({ 'kv/team/a': { state: 'unknown' } });
    expect(inventories.states()).toMatchObject([
      {
        state: 'live',
        problems: [expect.stringMatching(/^kv: Vault does not let the portal/)],
      },
    ]);
  });

  it('as one secret is refused, broken or of another shape', async () => {
    const vault = await fake();
    for (const name of ['fine', 'forbidden', 'cut', 'page', 'odd', 'fails']) {
      vault.write(`team/${name}`);
    }
    vault.intercept = ({ path }, res) => {
      const json = { 'content-type': 'application/json' };
      switch (path) {
        case 'kv/metadata/team/forbidden':
          refuse(res, 403, 'permission denied');
          return true;
        case 'kv/metadata/team/cut':
          res.writeHead(200, json).end('{"data":{"versions":');
          return true;
        case 'kv/metadata/team/page':
          res.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
          return true;
        case 'kv/metadata/team/odd':
          sendJson(res, 200, {
            data: { current_version: '1', versions: ['x'], custom_metadata: 7 },
          });
          return true;
        case 'kv/metadata/team/fails':
          refuse(res, 500, 'internal error');
          return true;
        default:
          return false;
      }
    };
    const { inventories, rows, run } = await start(vault);
    await run();
    expect(rows()).toMatchObject({
      'kv/team/fine': { state: 'present' },
      'kv/team/forbidden': {
        state: 'unknown',
        reason: expect.stringMatching(/capability read on kv\/metadata/),
      },
      'kv/team/cut': {
        state: 'unknown',
        reason: expect.stringMatching(/broken or cut short/),
      },
      'kv/team/page': {
        state: 'unknown',
        reason: expect.stringMatching(/a page for browsers/),
      },
      'kv/team/odd': { state: 'missing' },
      'kv/team/fails': {
        state: 'unknown',
        reason: 'Vault failed (500): internal error',
      },
    });
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
  });

  it('as versions are deleted, destroyed, or will be deleted by the clock', async () => {
    const vault = await fake();
    vault.write('deleted').versions[0].deletion_time = '2026-11-21T10:00:00Z';
    vault.write('destroyed').versions[0].destroyed = true;
    vault.write('later').versions[0].deletion_time = '2999-01-01T00:00:00Z';
    const old = vault.write('mended');
    old.versions[0].destroyed = true;
    vault.write('mended');
    vault.mounts
      .get('kv')!
      .secrets.set('never', { versions: [], custom_metadata: null });
    const { rows, run } = await start(vault);
    await run();
    expect(rows()).toMatchObject({
      'kv/deleted': {
        state: 'present',
        deletedAt: '2026-11-21T10:00:00.000Z',
      },
      'kv/destroyed': { state: 'destroyed' },
      'kv/later': { state: 'present', deletedAt: '2999-01-01T00:00:00.000Z' },
      'kv/mended': { state: 'present', current: 2 },
      'kv/never': { state: 'missing' },
    });
  });

  it('as its mount went away, and comes back', async () => {
    const vault = await fake();
    vault.write('team/a');
    const { inventories, rows, run } = await start(vault);
    await run();
    const mount = vault.mounts.get('kv')!;
    vault.mounts.delete('kv');
    await run();
    const reason =
      'Vault has no engine at kv: mount one, or take it out of vault.servers';
    expect(rows()).toMatchObject({
      'kv//': { state: 'unknown', reason },
      'kv/team/a': { state: 'unknown', reason },
    });
    expect(inventories.states()).toMatchObject([
      { state: 'live', problems: [reason] },
    ]);
    vault.mounts.set('kv', mount);
    await run();
    expect(Object.keys(rows())).toEqual(['kv/team/a']);
    expect(rows()).toMatchObject({ 'kv/team/a': { state: 'present' } });
  });

  it('as names are such that no path needs them: 512 parts, steps, other alphabets', async () => {
    const vault = await fake();
    const names = [
      Array.from({ length: 512 }, () => 'a').join('/'),
      'team/..',
      'team/käse',
      'team/<img src=x onerror=alert(1)>',
      'team/\u202egpj.exe',
      'team/a b',
    ];
    for (const name of names) vault.write(name);
    const { inventories, rows, run } = await start(vault);
    await run();
    expect(Object.keys(rows())).toEqual(['kv/team/a b']);
    expect(inventories.states()[0].problems).toEqual([
      expect.stringMatching(/^kv holds 5 names that no path needs .*rename/),
    ]);
    expect(vault.asked().filter(path => path.startsWith('LIST'))).toHaveLength(
      34,
    );
  });

  it('as it lies: the same folder within itself, keys that are no texts', async () => {
    const vault = await fake();
    at(vault, 'kv/metadata', (res, { query }) => {
      if (query.get('list')) {
        sendJson(res, 200, { data: { keys: ['a/', 'b', 7, null, 'x/y', ''] } });
      } else {
        sendJson(res, 200, { data: [] });
      }
    });
    const { inventories, run } = await start(vault);
    await run();
    expect(inventories.states()).toMatchObject([
      { state: 'live', inventory: { paths: 32 } },
    ]);
  });
});

describe('a token', () => {
  const { fake, start } = useInventory();
  const approle = {
    auth: { type: 'approle', roleId: 'portal', secretId: 'the-secret-id' },
  };

  it('that ends amid a run is got anew, and nothing is lost', async () => {
    const vault = await fake();
    for (const name of ['a', 'b', 'c']) vault.write(`team/${name}`);
    const { inventories, rows, run } = await start(vault, { server: approle });
    let ended = false;
    vault.intercept = ({ path }) => {
      if (path === 'kv/metadata/team/b' && !ended) {
        ended = true;
        vault.tokens.clear();
      }
      return false;
    };
    await run();
    expect(rows()).toMatchObject({
      'kv/team/a': { state: 'present' },
      'kv/team/b': { state: 'present' },
      'kv/team/c': { state: 'present' },
    });
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
    const logins = vault.calls.filter(({ path }) => /login$/.test(path));
    expect(logins.map(({ body }) => body)).toEqual([
      { role_id: 'portal', secret_id: 'the-secret-id' },
      { role_id: 'portal', secret_id: 'the-secret-id' },
    ]);
    // Each new one is looked at before it is used.
    const checks = vault.calls.filter(
      ({ path }) => path === 'sys/capabilities-self',
    );
    expect(checks.length).toBeGreaterThanOrEqual(2);
  });

  it('is not blamed where it may not list a folder', async () => {
    const vault = await fake();
    vault.write('team/a');
    vault.lease.policy = path =>
      path.startsWith('kv/metadata/team') ? ['deny'] : metadataOnly(path);
    const { run } = await start(vault, { server: approle });
    await run();
    expect(vault.calls.filter(({ path }) => /login$/.test(path))).toHaveLength(
      1,
    );
  });

  it('that Vault does not issue is told of, without what was sent', async () => {
    const vault = await fake();
    const { inventories, logged, run } = await start(vault, {
      server: {
        auth: { type: 'approle', roleId: 'portal', secretId: 'wrong' },
      },
    });
    at(vault, 'auth/approle/login', (res, { body }) =>
      refuse(res, 400, `invalid secret id ${body.secret_id}`),
    );
    await run();
    expect(inventories.states()).toMatchObject([
      {
        state: 'unknown',
        reason: 'refused the request (400): invalid secret id ***',
      },
    ]);
    expect(logged.join()).not.toContain('wrong');
  });

  it.each<[string, string]>([
    ['every value', 'kv/data/'],
    ['one value that is there', 'kv/data/team/a'],
    ['the values of one folder', 'kv/data/team/'],
    ['the storage', 'sys/raw/'],
  ])(
    'that can read %s is not used, and the policy is named',
    async (_, from) => {
      const vault = await fake();
      vault.write('team/a');
      const { rows, run, inventories, logged } = await start(vault);
      await run();
      expect(inventories.states()).toMatchObject([{ state: 'live' }]);
      const before = rows();
      vault.tokens.delete('root-of-test');
      vault.tokens.set('root-of-test', path =>
        path.startsWith(from) ? ['read'] : metadataOnly(path),
      );
      const second = await start(vault);
      vault.calls.length = 0;
      await second.run();
      expect(second.inventories.states()).toMatchObject([
        {
          state: 'unknown',
          reason: expect.stringMatching(
            /can read values .*so the portal does not use it.* path "kv\/metadata\/\*" \{ capabilities = \["list", "read"\] \}$/,
          ),
        },
      ]);
      expect(second.logged).toEqual([
        expect.stringMatching(/^error: The Vault local: .*can read values/),
      ]);
      expect(second.rows()).toEqual(before);
      expect(vault.asked()).toEqual([]);
      expect(logged).toEqual([]);
    },
  );

  it('that can read a value which is written only now is not used from then on', async () => {
    const vault = await fake();
    vault.tokens.set('root-of-test', path =>
      path === 'kv/data/team/late' ? ['read'] : metadataOnly(path),
    );
    vault.write('team/a');
    const { inventories, run } = await start(vault);
    await run();
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
    vault.write('team/late');
    await run();
    expect(inventories.states()).toMatchObject([{ state: 'unknown' }]);
    vault.calls.length = 0;
    await run();
    expect(vault.asked()).toEqual([]);
  });

  it('that could read no value and now can is not used from then on', async () => {
    const vault = await fake();
    vault.write('team/a');
    const { inventories, run } = await start(vault);
    await run();
    vault.tokens.set('root-of-test', path =>
      path.startsWith('kv/data/') ? ['read'] : metadataOnly(path),
    );
    vault.calls.length = 0;
    await run();
    expect(inventories.states()).toMatchObject([{ state: 'unknown' }]);
    expect(vault.asked()).toEqual([]);
    vault.tokens.set('root-of-test', metadataOnly);
    await run();
    expect(inventories.states()).toMatchObject([{ state: 'live' }]);
  });

  it('that can read values is used where the configuration says so in so many words', async () => {
    const vault = await fake();
    vault.tokens.set('root-of-test', () => ['root']);
    vault.write('team/a');
    const { inventories, logged, rows, run } = await start(vault, {
      server: { dangerouslyAllowValueAccess: true },
    });
    await run();
    await run();
    expect(Object.keys(rows())).toEqual(['kv/team/a']);
    expect(inventories.states()).toMatchObject([
      { state: 'live', problems: [expect.stringMatching(/can read values/)] },
    ]);
    expect(logged).toEqual([
      expect.stringMatching(/^warn: .*dangerouslyAllowValueAccess/),
    ]);
    expect(JSON.stringify(rows())).not.toContain(CANARY);
    expect(vault.asked().filter(path => path.includes('/data'))).toEqual([]);
  });

  it('that may not ask what it may do is tried out at paths that do not exist', async () => {
    const vault = await fake();
    const blind = (path: string) =>
      path === 'sys/capabilities-self' ? ['deny'] : metadataOnly(path);
    vault.tokens.set('root-of-test', blind);
    vault.write('team/a');
    const { inventories, run } = await start(vault);
    await run();
    expect(inventories.states()).toMatchObject([
      {
        state: 'live',
        problems: [expect.stringMatching(/may not ask sys\/capabilities-self/)],
      },
    ]);
    vault.tokens.set('root-of-test', path =>
      path.startsWith('kv/data/team/') ? ['read'] : blind(path),
    );
    const second = await start(vault);
    await second.run();
    expect(second.inventories.states()).toMatchObject([{ state: 'unknown' }]);
    const read = vault.calls.filter(({ path }) => path.startsWith('kv/data/'));
    expect(read.every(({ path }) => path.includes('portal-self-check-'))).toBe(
      true,
    );
  });
});
