import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readAuth } from '../config/readAuth';
import { ConfigReader } from '@backstage/config';
import { FakeVault, metadataOnly } from '../__testUtils__/FakeVault';
import { VaultServer } from './VaultServer';

const engine = { mount: 'kv', kvVersion: 2 as const };

describe('how the portal signs in to a Vault', () => {
  let vault: FakeVault;
  let server: VaultServer | undefined;
  let folder: string;
  beforeEach(async () => {
    vault = await FakeVault.start();
    vault.write('team/a');
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vault-sign-in-'));
  });
  afterEach(async () => {
    jest.useRealTimers();
    await server?.close();
    await vault.stop();
    fs.rmSync(folder, { recursive: true });
  });
  const file = (name: string, text: string) => {
    const at = path.join(folder, name);
    fs.writeFileSync(at, text);
    return at;
  };
  function started(auth: object): VaultServer {
    server = new VaultServer({
      name: 'local',
      baseUrl: vault.url,
      addresses: [],
      engines: [engine],
      auth: readAuth(new ConfigReader({ auth: auth as any }), 'vault'),
      allowValueAccess: false,
    });
    return server;
  }
  const sessions = () =>
    vault.calls
      .filter(({ path: asked }) => asked.startsWith('auth/'))
      .map(({ path: asked }) => asked);

  it.each<[string, () => object, object]>([
    [
      'auth/kubernetes/login',
      () => ({
        type: 'kubernetes',
        role: 'portal',
        serviceAccountTokenPath: file('jwt', 'a-jwt\n'),
      }),
      { role: 'portal', jwt: 'a-jwt' },
    ],
    [
      'auth/oidc/eu/login',
      () => ({
        type: 'jwt',
        role: 'portal',
        authPath: 'oidc/eu',
        jwtFile: file('jwt', 'a-jwt'),
      }),
      { role: 'portal', jwt: 'a-jwt' },
    ],
    [
      'auth/approle/login',
      () => ({
        type: 'approle',
        roleId: 'portal',
        secretIdFile: file('secret-id', 'an-id'),
      }),
      { role_id: 'portal', secret_id: 'an-id' },
    ],
  ])('by %s, once for many calls', async (login, auth, body) => {
    const local = started(auth());
    const [listing] = await Promise.all([
      local.list(engine, 'team'),
      local.metadata(engine, 'team/a'),
    ]);
    expect(listing).toEqual({ secrets: ['a'], folders: [] });
    expect(sessions()).toEqual([login]);
    expect(vault.calls[0].body).toEqual(body);
  });

  it('prolongs its lease, and signs in anew where there is little to prolong', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'],
    });
    const local = started({ type: 'approle', roleId: 'p', secretId: 's' });
    const call = () => local.metadata(engine, 'team/a');
    await call();
    jest.setSystemTime(Date.now() + 44 * 60_000);
    await call();
    expect(sessions()).toEqual(['auth/approle/login']);
    jest.setSystemTime(Date.now() + 60_000);
    await call();
    expect(sessions()).toEqual(['auth/approle/login', 'auth/token/renew-self']);
    // Vault gives no more than what is left of the longest life.
    vault.lease.seconds = 600;
    jest.setSystemTime(Date.now() + 45 * 60_000);
    await call();
    expect(sessions().slice(2)).toEqual([
      'auth/token/renew-self',
      'auth/approle/login',
    ]);
    expect(await local.token()).toBe('hvs.issued-2');
  });

  it('signs in anew where Vault does not prolong', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'],
    });
    vault.lease.policy = asked =>
      asked === 'auth/token/renew-self' ? ['deny'] : metadataOnly(asked);
    const local = started({ type: 'approle', roleId: 'p', secretId: 's' });
    await local.metadata(engine, 'team/a');
    jest.setSystemTime(Date.now() + 50 * 60_000);
    expect(await local.metadata(engine, 'team/a')).toMatchObject({
      state: 'present',
    });
    expect(sessions()).toEqual([
      'auth/approle/login',
      'auth/token/renew-self',
      'auth/approle/login',
    ]);
  });

  it('prolongs a token of the configuration, too', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'],
    });
    const local = started({ type: 'static', secret: 'root-of-test' });
    await local.metadata(engine, 'team/a');
    jest.setSystemTime(Date.now() + 50 * 60_000);
    await local.metadata(engine, 'team/a');
    expect(sessions()).toEqual([
      'auth/token/lookup-self',
      'auth/token/renew-self',
    ]);
    expect(await local.token()).toBe('root-of-test');
  });

  it('takes up a token that somebody writes into a file anew', async () => {
    const at = file('token', 'first');
    vault.tokens.set('first', metadataOnly);
    const local = started({ type: 'file', tokenFile: at });
    await local.metadata(engine, 'team/a');
    vault.tokens.delete('first');
    vault.tokens.set('second-token', metadataOnly);
    fs.writeFileSync(at, 'second-token\n');
    expect(await local.metadata(engine, 'team/a')).toMatchObject({
      state: 'present',
    });
  });

  it('says that a file cannot be read, without its path', async () => {
    const local = started({
      type: 'kubernetes',
      role: 'portal',
      serviceAccountTokenPath: path.join(folder, 'none'),
    });
    await expect(local.list(engine, '')).rejects.toMatchObject({
      code: 'misconfigured',
      reason: 'The file of the JSON Web Token cannot be read (ENOENT)',
    });
  });
});

describe('what could lead elsewhere', () => {
  it.each(['..', 'a/../b', '', 'a//b', '.'])(
    'as the path %j never leaves the portal',
    async wanted => {
      const vault = await FakeVault.start();
      const server = new VaultServer({
        name: 'local',
        baseUrl: vault.url,
        addresses: [],
        engines: [engine],
        auth: { type: 'static', token: 'root-of-test' },
        allowValueAccess: false,
      });
      await expect(server.metadata(engine, wanted)).rejects.toThrow(
        /cannot be a part of a path/,
      );
      expect(vault.calls.filter(({ path: at }) => at.startsWith('kv'))).toEqual(
        [],
      );
      await server.close();
      await vault.stop();
    },
  );
});
