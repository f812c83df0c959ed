import express, { Router } from 'express';
import { ManualClock } from '../clock';
import { externalSecret, STORE } from '../__testUtils__/objects';
import { ask } from '../__testUtils__/wire';
import { errorsAs } from '../wire/errorsAs';
import { serveOnLoopback, type Served } from '../wire/serveOnLoopback';
import { Environment, nameOf } from '../world';
import { addSecretRoutes } from './addSecretRoutes';
import { troublesOf } from './troubles';

const PATH = 'tenant-demo/hello/token';
let clock: ManualClock;
let environment: Environment;
let served: Served;

beforeEach(async () => {
  clock = new ManualClock();
  environment = new Environment('local', { clock });
  const router = Router();
  router.use(express.json());
  addSecretRoutes(router, () => environment);
  router.use(
    errorsAs((response, error) =>
      response.status(400).json({ message: error.message }),
    ),
  );
  served = await serveOnLoopback(express().use(router));
});

afterEach(() => served.stop());

async function tell(what: string, body: object = {}) {
  const answer = await ask(`${served.url}/${what}`, {
    method: 'POST',
    body,
  });
  return answer.body.message as string;
}
const deliver = () => {
  environment.cluster.apply(STORE);
  environment.cluster.apply(externalSecret());
  clock.advance(5_000);
};
const live = () => environment.cluster.get(nameOf(externalSecret()))!;
const isReady = () => live().status.conditions[0].status === 'True';

describe('a person with secrets', () => {
  it('writes the keys that are asked for, and never hears a value', async () => {
    deliver();
    expect(isReady()).toBe(false);
    expect(await tell('secret', { path: PATH })).toBe(
      `local: kv/${PATH} is written, version 1, with TOKEN.`,
    );
    clock.advance(5_000);
    expect(isReady()).toBe(true);
    const said = await tell('secret', {
      path: PATH,
      values: { TOKEN: 'canary', MORE: 'canary' },
    });
    expect(said).toBe(
      `local: kv/${PATH} is written, version 2, with TOKEN, MORE.`,
    );
    expect(environment.vault.kv.read(PATH)!.data!.TOKEN).toBe('canary');
  });

  it('deletes, brings back, destroys and removes', async () => {
    const { kv } = environment.vault;
    await tell('secret', { path: PATH, values: { A: '1' } });
    const act = (action: string) => tell('secret', { path: PATH, action });
    expect(await act('delete')).toMatch(/deleted/);
    expect(kv.read(PATH)).toBeUndefined();
    await act('undelete');
    expect(kv.read(PATH)!.data).toEqual({ A: '1' });
    expect(await act('destroy')).toMatch(/destroyed/);
    await act('undelete');
    expect(kv.read(PATH)).toBeUndefined();
    await act('remove');
    expect(kv.get(PATH)).toBeUndefined();
    expect(await act('delete')).toMatch(/does not exist/);
  });

  it.each([
    [{ path: '../x' }, /Name a path/],
    [{ path: 'alone' }, /Name a path/],
    [{ path: PATH, values: { A: 1 } }, /values: name texts by key/],
    [{ path: PATH, customMetadata: 'x' }, /customMetadata: name texts/],
  ])('is told what is wrong with %j', async (body, message) => {
    expect(await tell('secret', body)).toMatch(message);
    expect(environment.vault.kv.get(PATH)?.customMetadata).toBeUndefined();
  });
});

describe('trouble', () => {
  it('is a seal, which stores and readers notice, and writers, too', async () => {
    environment.writeSecret(PATH, { TOKEN: 'x' });
    deliver();
    expect(await tell('seal')).toBe('local: Vault is sealed.');
    const store = () => environment.cluster.get(nameOf(STORE))!.status;
    expect(store().conditions[0]).toMatchObject({
      status: 'False',
      reason: 'InvalidProviderConfig',
      message: 'unable to validate store',
    });
    // What was delivered stays until somebody reads again.
    expect(isReady()).toBe(true);
    clock.advance(3_600_000);
    expect(isReady()).toBe(false);
    expect(await tell('secret', { path: PATH })).toMatch(
      /Vault is sealed. Open/,
    );
    expect(troublesOf(environment)).toEqual(['sealed']);
    await tell('unseal');
    clock.advance(5_000);
    expect(store().conditions[0].status).toBe('True');
    expect(isReady()).toBe(true);
  });

  it('begins, is told of, and ends', async () => {
    expect(await tell('trouble', { trouble: 'rate-limit' })).toBe(
      'local: Vault refuses every request, as there are too many.',
    );
    await tell('trouble', { trouble: 'no-external-secrets' });
    await tell('trouble', { trouble: 'forbidden-folder', folder: 'legacy' });
    expect(troublesOf(environment)).toEqual([
      'rate-limit',
      'no-external-secrets',
      'forbidden-folder legacy',
    ]);
    for (const trouble of ['rate-limit', 'no-external-secrets'])
      await tell('trouble', { trouble, end: true });
    expect(
      await tell('trouble', {
        trouble: 'forbidden-folder',
        folder: 'legacy',
        end: true,
      }),
    ).toBe('local: no more: the portal’s policy leaves out kv/legacy.');
    expect(troublesOf(environment)).toEqual([]);
  });

  it.each([
    [{ trouble: 'none' }, /no trouble "none". There are: standby, /],
    [{ trouble: 'forbidden-folder' }, /Name a folder/],
  ])('is asked for by its name: %j', async (body, message) => {
    expect(await tell('trouble', body)).toMatch(message);
  });
});
