import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { json, serve, type Served } from '../__testUtils__/serve';
import { bearerOf } from './credentials';
import { oidcCredential } from './oidcCredential';

describe('a token of an OpenID provider', () => {
  let folder: string;
  let provider: Served;
  let answer: object;
  let status: number;
  let forms: string[];
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'idp-upstream-'));
    answer = { access_token: 'canary-access', expires_in: 300 };
    status = 200;
    forms = [];
    provider = await serve(async (req, res) => {
      let form = '';
      for await (const chunk of req) form += chunk;
      forms.push(form);
      json(res, answer, status);
    });
  });
  afterEach(async () => {
    await provider.stop();
    await fs.rm(folder, { recursive: true, force: true });
  });

  const credential = (more: Partial<Parameters<typeof oidcCredential>[0]>) =>
    oidcCredential({
      upstream: 'things',
      instance: 'eu',
      signIn: {
        tokenUrl: `${provider.url}/realms/a%20b/token`,
        clientId: 'portal',
        clientSecret: 'canary-secret',
      },
      ...more,
    });

  it('is asked for with the secret in a form, once for all calls', async () => {
    const one = credential({});
    expect(await one.headers()).toEqual({
      authorization: 'Bearer canary-access',
    });
    expect(await bearerOf(one)).toBe('canary-access');
    expect(provider.requests).toHaveLength(1);
    const [{ headers, method, url }] = provider.requests;
    expect([method, url]).toEqual(['POST', '/realms/a%20b/token']);
    expect(headers).not.toHaveProperty('authorization');
    expect(Object.fromEntries(new URLSearchParams(forms[0]))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'portal',
      client_secret: 'canary-secret',
    });
    expect(one.secrets().sort()).toEqual(['canary-access', 'canary-secret']);
  });

  it('is asked for anew with the secret that is in the file now', async () => {
    const clientSecretFile = path.join(folder, 'secret');
    await fs.writeFile(clientSecretFile, 'first\n');
    const one = credential({
      signIn: {
        tokenUrl: `${provider.url}/token`,
        clientId: 'portal',
        clientSecretFile,
        scope: 'openid things',
      },
    });
    await one.headers();
    answer = { access_token: 'canary-next' };
    expect(await one.refused()).toBe(true);
    expect(await bearerOf(one)).toBe('canary-next');
    expect(forms.map(form => new URLSearchParams(form).get('scope'))).toEqual([
      'openid things',
      'openid things',
    ]);
    expect(new URLSearchParams(forms[0]).get('client_secret')).toBe('first');
  });

  it('is the one that the upstream wants', async () => {
    answer = { access_token: 'canary-access', id_token: 'canary-id' };
    const one = credential({
      issued: ({ id_token }) => ({ token: String(id_token) }),
    });
    expect(await bearerOf(one)).toBe('canary-id');
  });

  it.each([{}, { access_token: 7 }, { access_token: '' }, []])(
    'is missed in %j',
    async without => {
      answer = without;
      await expect(credential({}).headers()).rejects.toMatchObject({
        code: 'bad-answer',
        message: 'eu: answered the sign-in without a token',
      });
    },
  );

  it('is missed in words that hold neither the address nor the secret', async () => {
    await provider.stop();
    const error = await credential({})
      .headers()
      .catch(caught => caught);
    expect(error.message).toMatch(/^eu \(its OpenID provider\): /);
    expect(error.message).not.toMatch(/canary|127\.0\.0\.1/);
  });

  it('is refused in words that do not say the secret again', async () => {
    status = 400;
    answer = { message: 'no client has the secret canary-secret' };
    const error = await credential({})
      .headers()
      .catch(caught => caught);
    expect(error.message).toContain('no client has the secret');
    expect(error.message).not.toContain('canary');
  });
});
