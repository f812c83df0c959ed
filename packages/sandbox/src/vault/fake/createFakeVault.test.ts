import { createFakeVault, type FakeVault } from '.';

let fake: FakeVault;
beforeEach(async () => {
  fake = await createFakeVault({ paths: 1_000 });
});
afterEach(() => fake.stop());

async function ask(path: string) {
  const response = await fetch(`${fake.url}/v1/${path}`, {
    headers: { 'x-vault-token': fake.token },
  });
  const body: any = await response.json();
  return { status: response.status, data: body.data };
}
const list = async (folder: string): Promise<string[]> =>
  (await ask(`${fake.mount}/metadata/${folder}?list=true`)).data.keys;

it('has as many paths as wanted, with versions of different ages', async () => {
  const services = await list('team-3/');
  expect(services).toHaveLength(20);
  expect(await list('')).toHaveLength(10);
  expect(await list(`team-3/${services[0]}`)).toHaveLength(5);
  const metadata = async (index: number) =>
    (await ask(`kv/metadata/${fake.pathOf(index)}`)).data;
  expect((await metadata(4)).current_version).toBe(5);
  expect((await metadata(5)).current_version).toBe(1);
  expect((await metadata(5)).updated_time).not.toBe(
    (await metadata(6)).updated_time,
  );
});

it('gives nothing but metadata', async () => {
  expect((await ask(`kv/data/${fake.pathOf(0)}`)).status).toBe(403);
});

it('changes when somebody says so, and counts what it is asked', async () => {
  const path = fake.pathOf(7);
  const current = async () =>
    (await ask(`kv/metadata/${path}`)).data?.current_version;
  const before = await current();
  fake.write(path);
  expect(await current()).toBe(before + 1);
  fake.remove(path);
  expect(await current()).toBeUndefined();
  await list('team-3/');
  expect(fake.counts()).toMatchObject({
    total: 4,
    byPath: {
      'GET /v1/kv/metadata/{path}': 3,
      'GET /v1/kv/metadata/{path}?list=true': 1,
    },
  });
  fake.resetCounts();
  expect(fake.counts().total).toBe(0);
  fake.seal(true);
  expect((await ask('kv/metadata/x')).status).toBe(503);
});
