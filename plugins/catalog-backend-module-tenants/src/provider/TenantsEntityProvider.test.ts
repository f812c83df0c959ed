import { mockServices } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import { paths } from '@idp/platform-contract';
import { FakeCatalog, FakeMain } from '../testing/fakeMain';
import { FakeMemory } from '../testing/fakeMemory';
import {
  environmentFile,
  releaseFile,
  templateFile,
  tenantFile,
  workloadFiles,
} from '../testing/files';
import { TenantsEntityProvider } from './TenantsEntityProvider';

const start = {
  ...environmentFile('local', 'apps.local.example.com'),
  ...environmentFile('eks', 'apps.example.com'),
  ...tenantFile('payments'),
  ...workloadFiles('payments', 'orders'),
  ...workloadFiles('payments', 'refunds'),
  ...tenantFile('shop'),
  ...workloadFiles('shop', 'orders'),
  'templates/web-service/template.yaml': templateFile('web-service'),
  'templates/web-service/skeleton/x.yaml': 'x: ${{ values.name }}',
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: { name: platform }
spec: { owner: group:default/platform }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: portal }
spec: { owner: group:default/platform }
`,
};

const ORDERS = 'component:payments/orders';
const REFUNDS = 'component:payments/refunds';
const PAYMENTS = 'system:default/payments';
const PROBLEM = 'platform.idp/problem';
const tenantText = tenantFile('payments')[paths.tenantFile('payments')];

async function following(
  files: Record<string, string> = start,
  {
    main = new FakeMain(files),
    catalog = new FakeCatalog(),
    memory = new FakeMemory(),
  } = {},
) {
  const logger = mockServices.logger.mock();
  let poll = async () => {};
  let receive = async (_: EventParams) => {};
  const provider = new TenantsEntityProvider({
    forge: main.client(),
    logger,
    events: mockServices.events.mock({
      subscribe: async ({ onEvent }) => {
        receive = onEvent;
      },
    }),
    runner: {
      run: async ({ fn }) => {
        poll = fn as typeof poll;
      },
    },
    memory,
  });
  await provider.connect(catalog.connection);
  await poll();
  const entity = (ref: string) => catalog.entities.get(ref)!;
  return {
    main,
    catalog,
    memory,
    logger,
    entity,
    /** Another portal, or this one after a restart, on the same catalog. */
    restart: () => following(files, { main, catalog, memory }),
    poll: () => poll(),
    announce: () =>
      receive({
        topic: 'idp.changes',
        eventPayload: { reason: 'head-moved' },
      }),
    annotation: (ref: string, name: string) =>
      entity(ref)?.metadata.annotations?.[name],
    /** What the last mutation wrote and removed. */
    last() {
      const mutation = catalog.mutations[catalog.mutations.length - 1];
      if (mutation.type !== 'delta') return mutation.type;
      return {
        added: mutation.added.map(({ entity: e }) => e.metadata.name).sort(),
        removed: mutation.removed.map(r => 'entityRef' in r && r.entityRef),
      };
    },
  };
}

describe('the catalog of what main holds', () => {
  it('has tenants, workloads, golden paths and the platform itself', async () => {
    const { catalog } = await following();
    expect(catalog.refs()).toEqual([
      ORDERS,
      REFUNDS,
      'component:shop/orders',
      'domain:default/platform',
      PAYMENTS,
      'system:default/portal',
      'system:default/shop',
      'template:default/web-service',
    ]);
  });

  it('is told of each tenant together with its workloads', async () => {
    const { catalog } = await following();
    const refs = [...catalog.entities.keys()];
    const place = (ref: string) => refs.indexOf(ref);
    expect(place('component:shop/orders') - place('system:default/shop')).toBe(
      1,
    );
    expect(
      [place(ORDERS), place(REFUNDS)].map(at => at - place(PAYMENTS)).sort(),
    ).toEqual([1, 2]);
  });

  it('shows a workload with its owner, tenant, environments, images, and where other plugins find it', async () => {
    const { entity } = await following({
      ...start,
      ...workloadFiles('payments', 'orders', {
        spec: `  catalog:
    description: Takes orders
    lifecycle: production
    tags: [java]
    links: [{ url: 'https://docs.example.com', title: Docs }]
    sourceLocation: https://git.example.com/acme/orders
    dependsOn: ['component:shop/orders']
`,
      }),
    });
    expect(entity(ORDERS)).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        namespace: 'payments',
        description: 'Takes orders',
        tags: ['java'],
        links: [
          {
            url: 'https://payments--orders.apps.local.example.com',
            title: 'In local',
            icon: 'web',
          },
          {
            url: 'https://payments--orders.apps.example.com',
            title: 'In eks',
            icon: 'web',
          },
          { url: 'https://docs.example.com', title: 'Docs' },
        ],
        annotations: expect.objectContaining({
          'backstage.io/managed-by-location':
            'url:https://forge.invalid/main/gitops/tenants/payments/workloads/orders/base/workload.yaml',
          'backstage.io/source-location':
            'url:https://git.example.com/acme/orders',
          'backstage.io/kubernetes-id': 'payments--orders',
          'backstage.io/kubernetes-namespace': 'tenant-payments',
          'backstage.io/kubernetes-label-selector':
            'app.kubernetes.io/instance=payments--orders',
          'argocd/app-name': 'payments--orders',
          'vault.io/secrets-path': 'tenant-payments/orders',
          'vault.io/secrets-engine': 'kv',
          'grafana/dashboard-selector':
            "(tags @> 'workload' && tags @> 'web-service') || (tags @> 'payments' && tags @> 'orders')",
          'grafana/alert-label-selector':
            'namespace=tenant-payments,workload=orders',
          'platform.idp/tenant': 'payments',
          'platform.idp/workload': 'orders',
          'platform.idp/blueprint': 'web-service',
          'platform.idp/environments': 'local,eks',
          'platform.idp/image.local': 'ghcr.io/acme/orders:1.0.0',
          'platform.idp/image.eks': 'ghcr.io/acme/orders:0.9.0',
        }),
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/payments',
        system: PAYMENTS,
        dependsOn: ['component:shop/orders'],
      },
    });
  });

  it('shows a tenant with its owner and the contacts that can be followed', async () => {
    const { entity } = await following();
    expect(entity(PAYMENTS)).toMatchObject({
      kind: 'System',
      metadata: {
        title: 'Team payments',
        links: [{ url: 'mailto:payments@example.com' }],
        annotations: {
          'argocd/app-selector': 'platform.idp/tenant=payments',
          'vault.io/secrets-path': 'tenant-payments',
          'backstage.io/kubernetes-namespace': 'tenant-payments',
        },
      },
      spec: { type: 'tenant', owner: 'group:default/payments' },
    });
  });

  it('has no links to pages of a forge that has none', async () => {
    const { annotation } = await following();
    for (const ref of [PAYMENTS, 'template:default/web-service']) {
      for (const name of ['view-url', 'edit-url', 'source-location']) {
        expect(annotation(ref, `backstage.io/${name}`)).toBe('');
      }
    }
  });
});

describe('a merge', () => {
  it('costs what it changed: two commits are compared, and the files of one workload are read', async () => {
    const { main, announce, last, annotation } = await following();
    main.forget();
    main.commit({
      [paths.release('payments', 'orders', 'eks')]: releaseFile(
        'orders',
        '1.0.0',
      ),
    });
    await announce();
    expect(last()).toEqual({ added: ['orders'], removed: [] });
    expect(annotation(ORDERS, 'platform.idp/image.eks')).toBe(
      'ghcr.io/acme/orders:1.0.0',
    );
    expect(main.listed).toEqual([]);
    expect(main.compared).toBe(1);
    expect(main.read).toEqual([
      paths.workloadFile('payments', 'orders'),
      paths.release('payments', 'orders', 'local'),
      paths.release('payments', 'orders', 'eks'),
    ]);
  });

  it('that nobody announced is seen by the next compare', async () => {
    const { main, poll, catalog } = await following();
    main.commit(tenantFile('search'));
    await poll();
    expect(catalog.refs()).toContain('system:default/search');
  });

  it('of a tenant and its workload at once gives the workload the tenant’s owner', async () => {
    const { main, poll, entity } = await following();
    main.commit({
      ...tenantFile('search', 'group:default/finders'),
      ...workloadFiles('search', 'index'),
    });
    await poll();
    expect(entity('component:search/index').spec?.owner).toBe(
      'group:default/finders',
    );
  });

  it('that gives a tenant to another group gives it the workloads, but for those with an owner of their own', async () => {
    const { main, poll, entity, last } = await following({
      ...start,
      ...workloadFiles('payments', 'refunds', {
        spec: '  owner: group:default/accounting\n',
      }),
    });
    main.forget();
    main.commit(tenantFile('payments', 'group:default/finance'));
    await poll();
    expect(last()).toEqual({
      added: ['orders', 'payments', 'refunds'],
      removed: [],
    });
    expect(entity(ORDERS).spec?.owner).toBe('group:default/finance');
    expect(entity(REFUNDS).spec?.owner).toBe('group:default/accounting');
    expect(main.read.join()).not.toContain('/shop/');
  });

  it('that takes a workload away takes its entity away', async () => {
    const { main, poll, catalog } = await following();
    main.commit(
      Object.fromEntries(
        Object.keys(workloadFiles('payments', 'orders')).map(p => [p, null]),
      ),
    );
    await poll();
    expect(catalog.refs()).not.toContain(ORDERS);
    expect(catalog.refs()).toContain('component:shop/orders');
  });

  it('that takes an environment away from a workload shows it', async () => {
    const { main, poll, annotation } = await following();
    main.commit({ [paths.release('payments', 'orders', 'eks')]: null });
    await poll();
    expect(annotation(ORDERS, 'platform.idp/environments')).toBe('local');
    expect(annotation(ORDERS, 'platform.idp/image.eks')).toBeUndefined();
  });

  it('of a golden path publishes it; under a new name the old one goes', async () => {
    const { main, poll, catalog, entity } = await following();
    const file = 'templates/web-service/template.yaml';
    main.commit({ [file]: templateFile('web-service', 'Better') });
    await poll();
    expect(entity('template:default/web-service').metadata.title).toBe(
      'Better',
    );
    main.commit({ [file]: templateFile('http-service') });
    await poll();
    expect(catalog.refs()).toContain('template:default/http-service');
    expect(catalog.refs()).not.toContain('template:default/web-service');
  });

  it('of a new domain reaches every workload without reading anything but workloads', async () => {
    const { main, poll, entity, catalog } = await following();
    main.commit(environmentFile('eks', 'apps.acme.example'));
    await poll();
    for (const ref of [ORDERS, 'component:shop/orders']) {
      expect(entity(ref).metadata.links?.map(({ url }) => url)).toContainEqual(
        expect.stringMatching(/\.apps\.acme\.example$/),
      );
    }
    expect(catalog.mutations.map(({ type }) => type)).toEqual([
      'full',
      'delta',
    ]);
  });

  it('of anything else tells the catalog nothing', async () => {
    const { main, poll, catalog } = await following();
    main.commit({
      'templates/web-service/skeleton/x.yaml': 'y: 1',
      'docs/index.md': '# Docs',
      'gitops/tenants/NOT-A-NAME/boundary/tenant.yaml': 'x',
    });
    await poll();
    expect(catalog.mutations).toHaveLength(1);
  });

  it('is not read while main stands still', async () => {
    const { main, poll } = await following();
    main.forget();
    await poll();
    expect([main.read, main.listed, main.compared]).toEqual([[], [], 0]);
  });

  it('that cannot be compared, such as a forced push, is read as a whole', async () => {
    const { main, poll, last, catalog } = await following();
    main.incomparable = true;
    main.commit({ ...tenantFile('search') });
    await poll();
    expect(last()).toBe('full');
    expect(catalog.refs()).toContain('system:default/search');
  });
});

describe('a file that is broken on main', () => {
  const broken = { [paths.workloadFile('payments', 'orders')]: 'kind: [' };

  it('leaves its entity as it was, which says what is wrong, and mends itself', async () => {
    const { main, poll, entity, annotation, logger, catalog } =
      await following();
    const before = entity(ORDERS);
    main.commit({ ...broken, ...tenantFile('search') });
    await poll();
    const problem = annotation(ORDERS, PROBLEM);
    expect(problem).toMatch(/workload\.yaml:1:\d+ /);
    expect(entity(ORDERS)).toEqual({
      ...before,
      metadata: {
        ...before.metadata,
        annotations: { ...before.metadata.annotations, [PROBLEM]: problem },
      },
    });
    expect(catalog.refs()).toContain('system:default/search');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /entities stay as they were: gitops\/tenants\/payments\/workloads\/orders\/base\/workload\.yaml:1:\d+ /,
      ),
    );
    main.commit(workloadFiles('payments', 'orders', { images: {} }));
    await poll();
    expect(annotation(ORDERS, PROBLEM)).toBeUndefined();
  });

  it('still shows what main says elsewhere', async () => {
    const { main, poll, entity, annotation } = await following();
    main.commit(broken);
    await poll();
    main.commit({
      ...tenantFile('payments', 'group:default/finance'),
      [paths.release('payments', 'orders', 'eks')]: releaseFile(
        'orders',
        '2.0.0',
      ),
    });
    await poll();
    expect(entity(ORDERS).spec?.owner).toBe('group:default/finance');
    expect(annotation(ORDERS, 'platform.idp/image.eks')).toContain('2.0.0');
    expect(annotation(ORDERS, PROBLEM)).toBeDefined();
  });

  it('is shown as it was after a restart, too, where everything is told again', async () => {
    const { main, poll, entity, restart, memory } = await following();
    main.commit({
      ...broken,
      [paths.tenantFile('payments')]: 'kind: [',
    });
    await poll();
    const before = [entity(ORDERS), entity(PAYMENTS)];
    memory.isOld = true;
    const again = await restart();
    expect(again.last()).toBe('full');
    expect([entity(ORDERS), entity(PAYMENTS)]).toEqual(before);
    expect(entity(PAYMENTS).spec?.owner).toBe('group:default/payments');
  });

  it('at the start does not lose the workload: what its path tells is shown, with the reason', async () => {
    const { entity, annotation } = await following({ ...start, ...broken });
    expect(entity(ORDERS).spec).toMatchObject({
      owner: 'group:default/payments',
      system: PAYMENTS,
    });
    expect(annotation(ORDERS, 'argocd/app-name')).toBe('payments--orders');
    expect(annotation(ORDERS, PROBLEM)).toContain('workload.yaml:1:');
  });

  it.each([
    [
      'a mistake elsewhere leaves it its owner',
      tenantText.replace('quota: small', 'quota: enormous'),
      'group:default/payments',
    ],
    [
      'an owner that the contract refuses owns nothing',
      tenantText.replace('group:default/payments', 'user:default/eve'),
      'group:default/unknown',
    ],
    ['no owner is named', 'kind: Tenant', 'group:default/unknown'],
    [
      'the YAML names two owners',
      tenantText.replace('spec:', 'spec:\n  owner: group:default/eve'),
      'group:default/unknown',
    ],
    ['it is no YAML', `${tenantText}\n  - [`, 'group:default/unknown'],
  ])('is a tenant’s, at the first start of all: %s', async (_, text, owner) => {
    const { entity, annotation } = await following({
      ...start,
      [paths.tenantFile('payments')]: text,
    });
    expect(entity(PAYMENTS).spec?.owner).toBe(owner);
    expect(entity(ORDERS).spec?.owner).toBe(owner);
    expect(annotation(PAYMENTS, PROBLEM)).toContain('tenant.yaml:');
  });

  it('is a tenant’s: its workloads keep their owner', async () => {
    const { main, poll, entity } = await following();
    main.commit({
      [paths.tenantFile('payments')]: 'kind: Tenant',
      ...workloadFiles('payments', 'invoices'),
    });
    await poll();
    expect(entity('component:payments/invoices').spec?.owner).toBe(
      'group:default/payments',
    );
  });

  it.each([
    ['is no YAML', 'a: [', /template\.yaml:1 /],
    [
      'is another kind',
      'apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: root}\nspec: {memberOf: []}',
      /is backstage\.io\/v1alpha1 User/,
    ],
    [
      'lacks its steps',
      templateFile('web-service').replace('steps: []', ''),
      /steps/,
    ],
    [
      'holds two',
      `${templateFile('web-service')}---\n${templateFile('other')}`,
      /2 documents/,
    ],
    ['has a bad name', templateFile('"../../etc"'), /metadata.name|name/],
    ['is huge', `# ${'x'.repeat(600_000)}`, /600002 characters/],
    [
      'explodes',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      /alias/i,
    ],
  ])(
    'is a golden path’s that %s: the published one stays',
    async (_, text, reason) => {
      const { main, poll, entity, logger } = await following();
      main.commit({ 'templates/web-service/template.yaml': text });
      await poll();
      expect(entity('template:default/web-service').metadata.title).toBe(
        'web-service',
      );
      expect(logger.warn).toHaveBeenCalledWith(expect.stringMatching(reason));
    },
  );
});

describe('a portal that starts again', () => {
  it('asks for what changed since, and nothing else', async () => {
    const { main, restart, catalog } = await following();
    main.commit({
      ...tenantFile('search'),
      ...Object.fromEntries(
        Object.keys(workloadFiles('payments', 'orders')).map(p => [p, null]),
      ),
    });
    main.forget();
    const { last } = await restart();
    expect(last()).toEqual({ added: ['search'], removed: [ORDERS] });
    expect([main.compared, main.snapshots, main.listed]).toEqual([1, 0, []]);
    expect(catalog.refs()).not.toContain(ORDERS);
  });

  it('asks for nothing where main stands still', async () => {
    const { main, restart, catalog } = await following();
    main.forget();
    await restart();
    expect([main.compared, main.snapshots, main.read]).toEqual([0, 0, []]);
    expect(catalog.mutations).toHaveLength(1);
  });

  it.each([
    ['the history was rewritten', 'incomparable' as const],
    ['that was long ago, or it makes other entities', 'isOld' as const],
  ])('reads everything once where %s', async (_, reason) => {
    const { main, memory, restart } = await following();
    main.commit(tenantFile('search'));
    if (reason === 'isOld') memory.isOld = true;
    else main.incomparable = true;
    main.forget();
    const { last, poll, catalog } = await restart();
    expect(last()).toBe('full');
    expect(catalog.refs()).toContain('system:default/search');
    await poll();
    expect([main.snapshots, main.read]).toEqual([1, []]);
  });

  it('tells again what it could not remember', async () => {
    const { main, memory, poll, restart } = await following();
    main.commit(tenantFile('search'));
    memory.down = 'The database is down';
    await poll();
    memory.down = undefined;
    const { last } = await restart();
    expect(last()).toEqual({ added: ['search'], removed: [] });
  });

  it('makes of a removal that it did not remember no other removal', async () => {
    const { main, restart, memory } = await following();
    const other = await restart();
    main.commit({ [paths.tenantFile('shop')]: null });
    await other.poll();
    memory.down = 'The database is down';
    main.commit(tenantFile('shop'));
    await other.poll();
    memory.down = undefined;
    const { catalog } = await restart();
    expect(catalog.refs()).toContain('system:default/shop');
  });
});

describe('a forge that does not answer', () => {
  it('leaves the catalog as it is, says so once, and is asked again', async () => {
    const { main, poll, catalog, logger } = await following();
    main.commit(tenantFile('search'));
    main.down = 'The forge is down';
    await poll();
    await poll();
    expect(catalog.refs()).toContain(ORDERS);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    main.down = undefined;
    await poll();
    expect(catalog.refs()).toContain('system:default/search');
  });

  it('at the start is no reason to end', async () => {
    const { main, poll, catalog } = await following();
    catalog.down = 'The database is down';
    main.commit(tenantFile('search'));
    await poll();
    expect(catalog.refs()).not.toContain('system:default/search');
    catalog.down = undefined;
    await poll();
    expect(catalog.refs()).toContain('system:default/search');
  });
});

describe('many calls at the same time', () => {
  it('are read once, and what came meanwhile once more', async () => {
    const { main, announce, catalog } = await following();
    main.forget();
    main.commit(tenantFile('search'));
    const calls = [announce(), announce(), announce()];
    main.commit(tenantFile('index'));
    await Promise.all([...calls, announce()]);
    expect(catalog.refs()).toEqual(
      expect.arrayContaining(['system:default/search', 'system:default/index']),
    );
    expect(main.compared).toBeLessThanOrEqual(2);
  });
});
