import { checkFiles, paths } from '@idp/platform-contract';
import { startPortal } from './__testUtils__/startPortal';

const KIM = { name: 'Kim', email: 'kim@example.com' };

const ONBOARD = {
  name: 'payments',
  displayName: 'Payments & "Friends"',
  owner: 'group:default/payments',
  contacts: [{ type: 'email', value: 'payments@example.com' }],
  quota: 'small',
  reason: 'We start next week',
};

const ORDERS = {
  tenant: 'payments',
  name: 'orders',
  description: 'Takes orders: "fast" & safe',
  lifecycle: 'production',
  image: 'ghcr.io/acme/orders:1.0.0',
  port: 8080,
  probePath: '/healthz',
  size: 'small',
  environments: ['local', 'eks'],
  replicas: { local: 1, eks: 2 },
  secrets: [{ name: 'database' }, { name: 'smtp', keys: ['USER', 'PASSWORD'] }],
};

describe('the golden paths of this repository on a local forge', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  async function runAndMerge(
    goldenPath: string,
    values: object,
    person: 'kim' | 'lee' = 'kim',
  ) {
    portal.reset();
    const task = await portal.run(person, goldenPath, values);
    const calls = Object.fromEntries(portal.calls);
    expect(task.log).toContain('**Verdict: passed**');
    expect(task.status).toBe('completed');
    const id = task.output.links![0].url.replace('/changes/', '');
    const change = await portal.local.getChange(id);
    await portal.local.mergeChange(id, { person: KIM });
    return { task, change, calls };
  }

  it('onboards a tenant, adds a workload with two secrets, and then another secret', async () => {
    const tenant = await runAndMerge('onboard-tenant', ONBOARD);
    expect(tenant.change).toMatchObject({
      key: 'onboard-tenant/payments',
      title: 'Onboard tenant payments',
      entityRefs: ['system:default/payments'],
      author: { name: 'Kim', entityRef: 'user:default/kim' },
      goldenPath: {
        entityRef: 'template:default/onboard-tenant',
        version: '1.0.0',
      },
    });
    expect(tenant.change.body).toContain('> We start next week');
    expect(tenant.change.body).toContain('namespace `tenant-payments`');
    expect(tenant.change.body).toContain(
      '](https://portal.example.com/create/templates/default/onboard-tenant), version `1.0.0`',
    );

    const workload = await runAndMerge('web-service', ORDERS);
    expect(workload.change).toMatchObject({
      key: 'web-service/payments--orders',
      entityRefs: ['component:payments/orders'],
    });
    expect(workload.change.body).toMatch(
      /Somebody must fill in Vault[^]*`kv\/tenant-payments\/orders\/database`, by `group:default\/payments`/,
    );
    expect(workload.change.body).toContain('{"USER": "…", "PASSWORD": "…"}');
    expect(workload.change.body).toMatch(
      /https:\/\/payments--orders\.[a-z.]+` in eks/,
    );
    expect(workload.task.output.text![0].content).toContain(
      'kv/tenant-payments/orders/smtp',
    );

    const secret = await runAndMerge('add-secret', {
      tenant: 'payments',
      workload: 'orders',
      secret: 'search',
    });
    expect(secret.change.key).toBe('add-secret/payments--orders--search');
    expect(secret.change.body).toContain(
      '`kv/tenant-payments/orders/search`, by `group:default/payments`',
    );
    expect(secret.change.body).not.toContain('orders/database');

    const files = await portal.filesOnMain();
    expect(checkFiles(files).problems).toEqual([]);
    expect(files.get(paths.workloadFile('payments', 'orders'))).toContain(
      ORDERS.description.replace(/"/g, '\\"'),
    );
    // What it costs a forge: one look at main, one listing and one read of the tenant, one change. Rendering reads the
    // blueprints, environments and policies once a minute.
    const { kustomize } = portal;
    expect(tenant.calls).toEqual({
      getHead: 1,
      listFiles: kustomize ? 6 : 1,
      ...(kustomize && { readFiles: 1 }),
      openChange: 1,
    });
    expect(workload.calls).toEqual({
      getHead: 1,
      listFiles: 1,
      readFiles: kustomize ? 1 : 2,
      openChange: 1,
    });
    expect(secret.calls).toEqual({
      getHead: 1,
      listFiles: 1,
      readFiles: 1,
      openChange: 1,
    });
  });

  it('releases a version, promotes it, and rolls it back', async () => {
    const image = 'ghcr.io/acme/hello:2.0.0';
    const before = await portal.filesOnMain();
    const { commit } = await portal.local.getHead();
    const values = { tenant: 'demo', workload: 'hello', image };
    const release = (environment: 'local' | 'eks') =>
      paths.release('demo', 'hello', environment);

    const tried = await runAndMerge(
      'release',
      { ...values, environments: ['local'], replicas: 3 },
      'lee',
    );
    expect(tried.change).toMatchObject({
      key: 'release/demo--hello',
      title: 'Release hello of tenant demo in local',
      entityRefs: ['component:demo/hello'],
    });
    expect(tried.change.body).toMatch(
      /The merge changes\n- `hello` in local runs `ghcr.io\/acme\/hello:2.0.0`, before that `[^`]+`; has 3 replicas, before that 1 replica\n/,
    );
    const promoted = await runAndMerge(
      'release',
      { ...values, environments: ['eks'] },
      'lee',
    );
    expect(promoted.change.id).not.toBe(tried.change.id);
    const released = await portal.filesOnMain();
    expect(released.get(release('local'))).toContain('replicas: 3');
    expect(released.get(release('eks'))).toContain(`image: ${image}`);
    expect(released.get(release('eks'))).toContain('replicas: 2');

    const back = await runAndMerge(
      'roll-back',
      {
        tenant: 'demo',
        workload: 'hello',
        environment: 'local',
        revision: commit,
        scope: 'release',
      },
      'lee',
    );
    expect(back.change.key).toBe('roll-back/demo--hello--local');
    expect(back.change.body).toContain('before that 3 replicas');
    const after = await portal.filesOnMain();
    expect(after.get(release('local'))).toBe(before.get(release('local')));
    expect(after.get(release('eks'))).toBe(released.get(release('eks')));
  });

  it('records that a secret is rotated, once a day', async () => {
    const values = { tenant: 'demo', workload: 'hello', secret: 'api-token' };
    const file = paths.externalSecret('demo', 'hello', 'api-token');
    const { change } = await runAndMerge(
      'rotate-secret',
      { ...values, rotatedOn: '2026-11-26' },
      'lee',
    );
    expect(change).toMatchObject({
      key: 'rotate-secret/demo--hello--api-token',
      title: 'Rotate secret api-token of workload hello of tenant demo',
      entityRefs: ['component:demo/hello'],
    });
    const main = await portal.filesOnMain();
    expect(main.get(file)).toMatch(
      /annotations:\n {4}platform\.idp\/rotated: "?2026-11-26"?\n/,
    );
    portal.reset();
    await portal.run('lee', 'rotate-secret', {
      ...values,
      rotatedOn: '2026-11-26',
    });
    expect(portal.calls.get('openChange')).toBeUndefined();
    const other = await portal.run('lee', 'rotate-secret', {
      ...values,
      secret: 'unheard-of',
      rotatedOn: '2026-11-26',
    });
    expect(other.status).toBe('failed');
    expect(other.log).toContain('external-secret-unheard-of.yaml');
  });

  it('says that a workload does not run in an environment, and that a commit is none', async () => {
    const absent = await portal.run('lee', 'release', {
      tenant: 'demo',
      workload: 'gone',
      environments: ['local'],
      image: 'ghcr.io/acme/hello:2.0.0',
    });
    expect(absent.status).toBe('failed');
    expect(absent.log).toContain(
      'gitops/tenants/demo/workloads/gone/overlays/local/release.yaml is not on main',
    );
    const unknown = await portal.run('lee', 'roll-back', {
      tenant: 'demo',
      workload: 'hello',
      environment: 'local',
      revision: '0'.repeat(40),
      scope: 'release',
    });
    expect(unknown.status).toBe('failed');
    expect(unknown.log).toContain('0'.repeat(40));
  });

  it('refuses somebody who does not own the tenant, before anything is written', async () => {
    portal.reset();
    const task = await portal.run('kim', 'add-secret', {
      tenant: 'demo',
      workload: 'hello',
      secret: 'stolen',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toContain(
      'user:default/kim is not a member of group:default/demo, which owns tenant demo',
    );
    expect(portal.calls.get('openChange')).toBeUndefined();
  });

  it('updates the same change when the same person runs a golden path again', async () => {
    const values = { tenant: 'demo', workload: 'hello', secret: 'cache' };
    const first = await portal.run('lee', 'add-secret', values);
    const again = await portal.run('lee', 'add-secret', {
      ...values,
      keys: ['CACHE_URL'],
    });
    const same = await portal.run('lee', 'add-secret', {
      ...values,
      keys: ['CACHE_URL'],
    });
    const [{ url }] = first.output.links!;
    expect(again.output.links![0].url).toBe(url);
    expect(same.output.links![0].url).toBe(url);
    expect(again.log).toContain('updated');
    expect(same.log).toContain('unchanged');
    const { changes } = await portal.local.listChanges({ state: 'open' });
    expect(changes.map(({ key }) => key)).toEqual([
      'add-secret/demo--hello--cache',
    ]);
  });

  it('says that a name is taken', async () => {
    const task = await portal.run('lee', 'onboard-tenant', {
      ...ONBOARD,
      name: 'demo',
      owner: 'group:default/demo',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toContain('gitops/tenants/demo is on main already');
  });
});
