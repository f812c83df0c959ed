import { ask, openStream } from '../../__testUtils__/wire';
import { createFakeKubernetes, type FakeKubernetes } from '.';

const SECRETS = '/apis/external-secrets.io/v1/externalsecrets';

let fake: FakeKubernetes;
beforeEach(async () => {
  fake = await createFakeKubernetes({ externalSecrets: 100 });
});
afterEach(() => fake.stop());

const list = async (path: string) =>
  (await ask(`${fake.url}${path}`, { token: fake.token })).body;

it('has ExternalSecrets with their stores and workloads', async () => {
  const { items } = await list(SECRETS);
  expect(items).toHaveLength(100);
  const { namespace, name, path } = fake.externalSecretOf(42);
  expect(items).toContainEqual(
    expect.objectContaining({
      metadata: expect.objectContaining({ namespace, name }),
      spec: expect.objectContaining({
        data: expect.arrayContaining([
          expect.objectContaining({
            remoteRef: expect.objectContaining({ key: path }),
          }),
        ]),
      }),
    }),
  );
  const stores = await list('/apis/external-secrets.io/v1/secretstores');
  expect(stores.items).toHaveLength(1);
  expect((await list('/apis/apps/v1/deployments')).items).toHaveLength(100);
});

it('says what changes, and counts watches apart', async () => {
  const { metadata } = await list(SECRETS);
  const stream = openStream(
    `${fake.url}${SECRETS}?watch=true&resourceVersion=${metadata.resourceVersion}`,
    { token: fake.token, accept: 'application/json' },
  );
  expect(await stream.status()).toBe(200);
  fake.refresh(7, false);
  const text = await stream.until(all => all.endsWith('\n'));
  stream.close();
  expect(JSON.parse(text)).toMatchObject({
    type: 'MODIFIED',
    object: {
      metadata: { name: fake.externalSecretOf(7).name },
      status: { conditions: [{ status: 'False' }] },
    },
  });
  expect(fake.counts().byPath).toEqual({
    [`GET ${SECRETS}`]: 1,
    [`GET ${SECRETS}?watch`]: 1,
  });
});
