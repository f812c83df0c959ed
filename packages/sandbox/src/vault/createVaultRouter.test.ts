import express from 'express';
import { ManualClock } from '../clock';
import { serveOnLoopback, type Served } from '../wire/serveOnLoopback';
import { Vault } from '../world';
import { createVaultRouter, loginRoles, portalPolicy } from '.';

const PATH = 'tenant-demo/hello/token';
let clock: ManualClock;
let vault: Vault;
let served: Served;
let base: string;

beforeEach(async () => {
  clock = new ManualClock();
  vault = new Vault(clock);
  const app = express();
  app.use(
    '/vault/local',
    createVaultRouter({
      vault,
      tokens: { portal: 'portal', root: 'root' },
      portalPolicy: portalPolicy(),
      roles: loginRoles('proof'),
    }),
  );
  served = await serveOnLoopback(app);
  base = `${served.url}/vault/local/v1`;
});

afterEach(() => served.stop());

async function ask(
  method: string,
  path: string,
  options: { token?: string; body?: object } = {},
) {
  const { token = 'portal', body } = options;
  // Node's servers do not know the method LIST; Vault takes both.
  const isList = method === 'LIST';
  const response = await fetch(`${base}/${path}${isList ? '?list=true' : ''}`, {
    method: isList ? 'GET' : method,
    redirect: 'manual',
    headers: { ...(token && { 'x-vault-token': token }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text ? JSON.parse(text) : undefined,
  };
}
const denied = { errors: ['1 error occurred:\n\t* permission denied\n\n'] };

describe('an author', () => {
  it('writes versions, deletes, brings back and destroys', async () => {
    const root = { token: 'root' };
    const write = (data: object, more = {}) =>
      ask('POST', `kv/data/${PATH}`, { ...root, body: { data, ...more } });
    expect((await write({ TOKEN: 'one' })).body.data).toEqual({
      created_time: '2026-01-01T08:00:00.000Z',
      custom_metadata: null,
      deletion_time: '',
      destroyed: false,
      version: 1,
    });
    await write({ TOKEN: 'two' });
    expect((await write({ TOKEN: 'x' }, { options: { cas: 1 } })).status).toBe(
      400,
    );
    const read = (version = '') =>
      ask('GET', `kv/data/${PATH}${version}`, root);
    expect((await read()).body.data.data).toEqual({ TOKEN: 'two' });
    expect((await read('?version=1')).body.data.data).toEqual({ TOKEN: 'one' });
    expect((await ask('DELETE', `kv/data/${PATH}`, root)).status).toBe(204);
    const gone = await read();
    expect(gone.status).toBe(404);
    expect(gone.body.data).toMatchObject({
      data: null,
      metadata: { version: 2, deletion_time: '2026-01-01T08:00:00.000Z' },
    });
    const versions = { ...root, body: { versions: [2] } };
    await ask('POST', `kv/undelete/${PATH}`, versions);
    expect((await read()).status).toBe(200);
    await ask('POST', `kv/destroy/${PATH}`, versions);
    expect((await read()).body.data.metadata.destroyed).toBe(true);
    await ask('DELETE', `kv/metadata/${PATH}`, root);
    expect((await read()).body).toEqual({ errors: [] });
  });

  it('keeps ten versions', async () => {
    for (let n = 0; n < 12; n++) vault.kv.write(PATH, { TOKEN: `${n}` });
    const { body } = await ask('GET', `kv/metadata/${PATH}`);
    expect(body.data).toMatchObject({ current_version: 12, oldest_version: 3 });
    expect(Object.keys(body.data.versions)).toHaveLength(10);
  });
});

describe('the portal', () => {
  beforeEach(() => {
    vault.kv.write(PATH, { TOKEN: 'canary' });
    vault.kv.write('tenant-demo/other', { A: 'canary' });
    vault.kv.describe(PATH, { customMetadata: { owner: 'demo' } });
  });

  it('sees what there is and how old it is', async () => {
    const list = async (path: string) =>
      (await ask('LIST', path)).body.data.keys;
    expect(await list('kv/metadata/')).toEqual(['tenant-demo/']);
    expect(await list('kv/metadata/tenant-demo')).toEqual(['hello/', 'other']);
    expect(
      (await ask('GET', 'kv/metadata/tenant-demo/?list=true')).body.data.keys,
    ).toHaveLength(2);
    expect((await ask('GET', `kv/metadata/${PATH}`)).body).toMatchObject({
      data: {
        current_version: 1,
        custom_metadata: { owner: 'demo' },
        updated_time: '2026-01-01T08:00:00.000Z',
        versions: {
          1: {
            created_time: '2026-01-01T08:00:00.000Z',
            deletion_time: '',
            destroyed: false,
          },
        },
      },
      mount_type: 'kv',
      lease_id: '',
    });
    for (const [method, path] of [
      ['LIST', 'kv/metadata/none'],
      ['GET', 'kv/metadata/none'],
      ['LIST', `kv/metadata/${PATH}`],
    ]) {
      const { status, body } = await ask(method, path);
      expect([status, body]).toEqual([404, { errors: [] }]);
    }
  });

  it.each([
    ['GET', `kv/data/${PATH}`],
    ['GET', 'kv/data/none'],
    ['POST', `kv/data/${PATH}`],
    ['DELETE', `kv/metadata/${PATH}`],
    ['POST', `kv/metadata/${PATH}`],
    ['GET', 'sys/mounts'],
    ['LIST', 'auth/token/accessors'],
    ['GET', 'nothing/here'],
  ])('may not %s %s', async (method, path) => {
    const answer = await ask(
      method,
      path,
      method === 'POST' ? { body: {} } : {},
    );
    expect([answer.status, answer.body]).toEqual([403, denied]);
    expect(vault.kv.read(PATH)!.version).toBe(1);
  });

  it('learns what it may', async () => {
    const asked = async (...paths: string[]) =>
      (await ask('POST', 'sys/capabilities-self', { body: { paths } })).body;
    const body = await asked('kv/data/x', 'kv/metadata/x');
    expect(body.data).toEqual({
      'kv/data/x': ['deny'],
      'kv/metadata/x': ['list', 'read'],
    });
    expect(body['kv/data/x']).toEqual(['deny']);
    expect((await asked('kv/data/x')).capabilities).toEqual(['deny']);
    vault.fault('data-access', true);
    expect((await asked('kv/data/x')).data['kv/data/x']).toEqual(['read']);
    expect((await ask('GET', `kv/data/${PATH}`)).status).toBe(200);
    expect((await asked()).errors).toEqual(['paths must be supplied']);
  });

  it('may not see a folder that its policy leaves out', async () => {
    vault.forbid('tenant-demo/hello', true);
    expect((await ask('LIST', 'kv/metadata/tenant-demo/hello')).status).toBe(
      403,
    );
    expect((await ask('GET', `kv/metadata/${PATH}`)).status).toBe(403);
    expect((await ask('LIST', 'kv/metadata/tenant-demo')).status).toBe(200);
  });

  it('is led out of a folder by dots, as Go leads', async () => {
    const { port } = new URL(served.url);
    const response = await new Promise<any>(resolve => {
      require('node:http').get(
        {
          host: '127.0.0.1',
          port,
          path: '/vault/local/v1/kv/metadata/a/..%2f../data/x',
          headers: { 'x-vault-token': 'portal' },
        },
        resolve,
      );
    });
    response.resume();
    expect([response.statusCode, response.headers.location]).toEqual([
      301,
      '/vault/local/v1/kv/data/x',
    ]);
  });
});

describe('a token', () => {
  it.each([
    ['kubernetes', { role: 'portal', jwt: 'proof' }],
    ['jwt', { role: 'portal', jwt: 'proof' }],
    ['approle', { role_id: 'portal', secret_id: 'proof' }],
  ])('comes of a login by %s, is renewed and ends', async (mount, body) => {
    const { status, body: answer } = await ask('POST', `auth/${mount}/login`, {
      token: '',
      body,
    });
    expect(status).toBe(200);
    expect(answer.auth).toMatchObject({
      lease_duration: 3600,
      renewable: true,
      policies: ['default', 'portal'],
    });
    const token = answer.auth.client_token;
    const look = () => ask('GET', 'auth/token/lookup-self', { token });
    clock.advance(3_000_000);
    expect((await look()).body.data).toMatchObject({
      ttl: 600,
      renewable: true,
    });
    const renewed = await ask('POST', 'auth/token/renew-self', { token });
    expect(renewed.body.auth.lease_duration).toBe(3600);
    clock.advance(3_600_000);
    expect((await look()).body).toEqual({
      errors: [
        '2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n',
      ],
    });
  });

  it('ends when it is given back, or when all are ended', async () => {
    const login = async () =>
      (
        await ask('POST', 'auth/jwt/login', {
          body: { role: 'portal', jwt: 'proof' },
        })
      ).body.auth.client_token;
    const [one, other] = [await login(), await login()];
    const status = async (token: string) =>
      (await ask('LIST', 'kv/metadata/', { token })).status;
    await ask('POST', 'auth/token/revoke-self', { token: one });
    expect([await status(one), await status(other)]).toEqual([403, 404]);
    vault.expireTokens();
    expect(await status(other)).toBe(403);
    expect(await status('portal')).toBe(404);
    expect(await status(await login())).toBe(404);
  });

  it.each([
    ['kubernetes', { role: 'portal', jwt: 'wrong' }, 403],
    ['kubernetes', { role: 'other', jwt: 'proof' }, 400],
    ['kubernetes', { role: 'portal' }, 400],
    ['jwt', { role: 'portal', jwt: 'wrong' }, 400],
    ['approle', { role_id: 'portal', secret_id: 'wrong' }, 400],
    ['none', {}, 404],
  ])('is not given by %s for %j', async (mount, body, wanted) => {
    const { status } = await ask('POST', `auth/${mount}/login`, { body });
    expect(status).toBe(wanted);
  });

  it('has to be there', async () => {
    const { status, body } = await ask('LIST', 'kv/metadata/', { token: '' });
    expect([status, body]).toEqual([403, { errors: ['permission denied'] }]);
  });
});

describe('a Vault with something wrong', () => {
  const list = () => ask('LIST', 'kv/metadata/');
  const health = () => ask('GET', 'sys/health', { token: '' });

  it('is sealed', async () => {
    expect((await health()).status).toBe(200);
    vault.sealed = true;
    expect((await list()).body).toEqual({ errors: ['Vault is sealed'] });
    const { status, body } = await health();
    expect([status, body.sealed]).toEqual([503, true]);
    const seal = await ask('GET', 'sys/seal-status', { token: '' });
    expect(seal.body).toMatchObject({ sealed: true, initialized: true });
    vault.sealed = false;
    expect((await list()).status).toBe(404);
  });

  it.each([
    ['standby', 500, 429],
    ['rate-limit', 429, 200],
    ['behind', 412, 200],
    ['no-mount', 404, 200],
  ] as const)('%s: %s', async (fault, wanted, wantedHealth) => {
    vault.kv.write(PATH, { TOKEN: 'x' });
    vault.fault(fault, true);
    const { status, body, headers } = await list();
    expect(status).toBe(wanted);
    expect(body.errors).toHaveLength(1);
    expect(headers.has('retry-after')).toBe(fault === 'rate-limit');
    expect((await health()).status).toBe(wantedHealth);
    vault.fault(fault, false);
    expect((await list()).status).toBe(200);
  });
});
