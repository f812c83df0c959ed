import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import { ManualClock } from '../clock';
import { serveOnLoopback, type Served } from '../wire/serveOnLoopback';
import { Vault } from '../world';
import { createVaultRouter, loginRoles, portalPolicy } from '.';

const RECORDINGS = path.resolve(__dirname, '../../../testbed/recordings/vault');
const JWT = 'of-the-test';

let vault: Vault;
let served: Served;
let base: string;

beforeAll(async () => {
  vault = new Vault(new ManualClock());
  const { kv } = vault;
  const folder = 'tenant-demo/hello';
  for (const secret of ['api-token', 'api-token', 'deleted', 'destroyed'])
    kv.write(`${folder}/${secret}`, { API_TOKEN: 'x' });
  kv.delete(`${folder}/deleted`);
  kv.destroy(`${folder}/destroyed`);
  for (const value of ['1', '2']) kv.write(`${folder}/labelled`, { value });
  kv.describe(`${folder}/labelled`, {
    customMetadata: { owner: 'group:default/demo', 'rotation-class': 'slow' },
  });
  kv.write('backstage/backstage/session', { a: '1' });
  kv.write('tenant-web/shop/database', { a: '1' });
  const app = express();
  app.use(
    createVaultRouter({
      vault,
      tokens: {},
      portalPolicy: portalPolicy(),
      roles: loginRoles(JWT),
    }),
  );
  served = await serveOnLoopback(app);
  base = `${served.url}/v1`;
});

afterAll(() => served.stop());

interface Recording {
  interaction: { method?: string; path: string; as?: string; body?: unknown };
  answer: { status: number; contentType: string; json: any };
}

const recorded = (name: string): Recording =>
  JSON.parse(readFileSync(path.join(RECORDINGS, `${name}.json`), 'utf8'));

async function send(options: {
  method?: string;
  path: string;
  token?: string;
  body?: unknown;
}) {
  const { token, body } = options;
  // Node's servers do not know the method LIST; Vault takes both.
  const isList = options.method === 'LIST';
  const response = await fetch(
    `${base}/${options.path}${isList ? '?list=true' : ''}`,
    {
      method: isList ? 'GET' : options.method ?? 'GET',
      headers: { ...(token && { 'x-vault-token': token }) },
      ...(body !== undefined && {
        body: JSON.stringify(body).replaceAll('{jwt}', JWT),
      }),
    },
  );
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    json: await response.json(),
  };
}

async function repeat({ interaction }: Recording) {
  const { method, body, as } = interaction;
  const login = async () => {
    const { json } = await send({
      method: 'POST',
      path: 'auth/kubernetes/login',
      body: { role: 'portal', jwt: JWT },
    });
    // None while it is sealed, when no token is looked at.
    return json.auth?.client_token ?? 'none';
  };
  const token = as === 'portal' ? await login() : as && 'hvs.nobody-made-it';
  return send({ method, path: interaction.path, body, token });
}

/** Every path to a value; names of paths and versions are left out. */
function fieldsOf(value: any, at = ''): string[] {
  if (Array.isArray(value) || typeof value !== 'object' || value === null)
    return [at];
  if (at === 'data.custom_metadata') return [at];
  return Object.entries(value).flatMap(([key, item]) => {
    const name = /^\d+$/.test(key) ? 'N' : key;
    return fieldsOf(item, at ? `${at}.${name}` : name);
  });
}

/** Asked with a token, or with a JWT, of which the sandbox has no like. */
const NOT_ASKED = [
  'capabilities-of-an-owner',
  'list-without-rights',
  'login-wrong-audience',
  'metadata-without-rights',
];
const names = readdirSync(RECORDINGS)
  .map(file => file.replace(/\.json$/, ''))
  .filter(name => !NOT_ASKED.includes(name));

describe('beside the real Vault, the sandbox', () => {
  it('is asked nearly all that was recorded', () => {
    expect(names.length).toBeGreaterThan(30);
  });

  it.each(names)('answers the same to %s', async name => {
    vault.sealed = name.startsWith('sealed-');
    const recording = recorded(name);
    const { answer } = recording;
    const { status, contentType, json } = await repeat(recording);
    expect([status, contentType]).toEqual([answer.status, answer.contentType]);
    expect(json.errors).toEqual(answer.json.errors);
    expect(json.data?.keys).toEqual(answer.json.data?.keys);
    expect(json.data?.custom_metadata).toEqual(
      answer.json.data?.custom_metadata,
    );
    expect(json.data?.current_version).toBe(answer.json.data?.current_version);
    const real = new Set(fieldsOf(answer.json));
    expect(fieldsOf(json).filter(field => !real.has(field))).toEqual([]);
  });
});
