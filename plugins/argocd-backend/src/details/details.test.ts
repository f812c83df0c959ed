import { component, until } from '@idp/testing-node';
import { usePlugin } from '../__testUtils__/usePlugin';
import { wireApplication } from '../__testUtils__/wireApplication';

const base =
  '/entities/component/default/orders/applications/local/argocd/orders';

const deployment = (replicas: number, more: object = {}) =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'orders',
      namespace: 'tenant-payments',
      uid: '1',
      resourceVersion: String(replicas),
      generation: replicas,
      managedFields: [{ manager: 'argocd-controller' }],
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': '{"a":1}',
      },
      ...more,
    },
    spec: { replicas },
  });

const item = (more: object) => ({
  group: 'apps',
  kind: 'Deployment',
  namespace: 'tenant-payments',
  name: 'orders',
  ...more,
});

describe('the details of an Application', () => {
  const { fake, start } = usePlugin();

  async function started(app = wireApplication()) {
    const argocd = await fake(app);
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
      ownership: {
        ownerOf: ({ name }) => ({ entityRefs: [`component:default/${name}`] }),
      },
    });
    const get = async (path: string) =>
      (await plugin.call('get', `${base}/${path}`)).body;
    return { argocd, plugin, get };
  }

  it('are read anew once the Application has changed, however soon that is', async () => {
    const { argocd, plugin, get } = await started(
      wireApplication({ sync: 'OutOfSync' }),
    );
    const live = (replicas: number) => ({
      items: [
        item({
          targetState: deployment(1),
          liveState: deployment(replicas),
          normalizedLiveState: deployment(replicas),
          predictedLiveState: deployment(1),
        }),
      ],
    });
    argocd.details.set('orders/managed-resources', live(5));
    expect((await get('diff')).items).toHaveLength(1);
    argocd.details.set('orders/managed-resources', live(1));
    argocd.set(wireApplication({ sync: 'Synced' }));
    await until(
      () => plugin.call('get', base.replace(/\/local.*/, '')),
      ({ body }) => body.applications[0].sync.status === 'Synced',
    );
    expect((await get('diff')).items).toEqual([]);
  });

  it('are its objects, with what belongs to what and what differs', async () => {
    const app = wireApplication({
      status: {
        resources: [
          { ...item({}), version: 'v1', status: 'OutOfSync' },
          {
            version: 'v1',
            kind: 'Service',
            namespace: 'tenant-payments',
            name: 'new',
            status: 'OutOfSync',
          },
          { version: 'v1', kind: 'Job', name: 'hook', hook: true },
        ],
      },
    });
    const { argocd, get } = await started(app);
    argocd.details.set('orders/resource-tree', {
      nodes: [
        {
          ...item({ version: 'v1', uid: 'd' }),
          health: { status: 'Degraded', message: 'no pods' },
          images: ['registry.example.com/orders:1'],
          createdAt: '2026-11-20T10:00:00Z',
        },
        {
          group: 'apps',
          version: 'v1',
          kind: 'ReplicaSet',
          namespace: 'tenant-payments',
          name: 'orders-1',
          uid: 'r',
          parentRefs: [{ kind: 'Deployment', name: 'orders', uid: 'd' }],
        },
        { nothing: true },
      ],
    });
    expect(await get('resources')).toEqual({
      readAt: expect.stringMatching(/^20.*Z$/),
      resources: [
        {
          uid: 'd',
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: 'tenant-payments',
          name: 'orders',
          parents: [],
          sync: 'OutOfSync',
          health: { status: 'Degraded', message: 'no pods' },
          createdAt: '2026-11-20T10:00:00.000Z',
          images: ['registry.example.com/orders:1'],
        },
        {
          uid: 'r',
          group: 'apps',
          version: 'v1',
          kind: 'ReplicaSet',
          namespace: 'tenant-payments',
          name: 'orders-1',
          parents: ['d'],
        },
        {
          group: '',
          version: 'v1',
          kind: 'Service',
          namespace: 'tenant-payments',
          name: 'new',
          parents: [],
          sync: 'OutOfSync',
        },
      ],
    });
  });

  it('are the differences that Argo CD sees, and no noise', async () => {
    const { argocd, get } = await started();
    argocd.details.set('orders/managed-resources', {
      items: [
        item({
          liveState: deployment(3),
          targetState: deployment(1),
          normalizedLiveState: deployment(3),
          predictedLiveState: deployment(1),
        }),
        item({
          name: 'same-but-for-noise',
          liveState: deployment(1),
          targetState: deployment(1),
          normalizedLiveState: deployment(1),
          predictedLiveState: deployment(1, { resourceVersion: '9', uid: '2' }),
        }),
        item({ name: 'gone', liveState: 'null', targetState: deployment(1) }),
        item({ name: 'left', liveState: deployment(1), targetState: 'null' }),
        item({
          name: 'of-nobody',
          liveState: deployment(1, {
            annotations: {
              'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
            },
          }),
          targetState: 'null',
        }),
        item({ name: 'a-hook', hook: true, liveState: deployment(1) }),
        item({
          name: 'huge',
          liveState: deployment(1),
          targetState: deployment(2, { labels: { a: 'x'.repeat(300_000) } }),
        }),
      ],
    });
    const { items } = await get('diff');
    expect(
      items.map(({ name, status, omitted }: any) => [name, status, omitted]),
    ).toEqual([
      ['gone', 'missing', undefined],
      ['huge', 'modified', 'too-large'],
      ['left', 'extra', undefined],
      ['orders', 'modified', undefined],
    ]);
    expect(items[3].patch).toBe(
      [
        'diff --git a/apps/Deployment/tenant-payments/orders b/apps/Deployment/tenant-payments/orders',
        '--- a/apps/Deployment/tenant-payments/orders',
        '+++ b/apps/Deployment/tenant-payments/orders',
        '@@ -4,4 +4,4 @@',
        '   name: orders',
        '   namespace: tenant-payments',
        ' spec:',
        '-  replicas: 3',
        '+  replicas: 1',
        '',
      ].join('\n'),
    );
  });

  it('are asked once by several, of one object where one is meant', async () => {
    const { argocd, get } = await started();
    await Promise.all([
      get('diff?group=apps&kind=Deployment&namespace=tenant-payments&name=a'),
      get('diff?group=apps&kind=Deployment&namespace=tenant-payments&name=a'),
    ]);
    await get(
      'diff?group=apps&kind=Deployment&namespace=tenant-payments&name=a',
    );
    const asked = argocd.calls.filter(({ path }) =>
      path.endsWith('/managed-resources'),
    );
    expect(asked.map(({ query }) => query)).toEqual([
      {
        appNamespace: 'argocd',
        project: 'payments',
        group: 'apps',
        kind: 'Deployment',
        namespace: 'tenant-payments',
        name: 'a',
      },
    ]);
  });

  it('are events, the last first', async () => {
    const { argocd, get } = await started();
    argocd.details.set('orders/events', {
      items: [
        {
          type: 'Normal',
          reason: 'Pulled',
          message: 'Pulled it',
          count: 1,
          firstTimestamp: '2026-11-20T10:00:00Z',
          lastTimestamp: '2026-11-20T10:00:00Z',
        },
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off',
          firstTimestamp: null,
          lastTimestamp: null,
          eventTime: '2026-11-20T10:05:00.123456Z',
          series: { count: 4, lastObservedTime: '2026-11-20T10:09:00.000000Z' },
        },
      ],
    });
    expect(
      (await get('events?uid=d&namespace=tenant-payments&name=orders')).items,
    ).toEqual([
      {
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off',
        count: 4,
        first: '2026-11-20T10:05:00.123Z',
        last: '2026-11-20T10:09:00.000Z',
      },
      {
        type: 'Normal',
        reason: 'Pulled',
        message: 'Pulled it',
        count: 1,
        first: '2026-11-20T10:00:00.000Z',
        last: '2026-11-20T10:00:00.000Z',
      },
    ]);
    expect(argocd.calls.at(-1)!.query).toMatchObject({
      resourceUID: 'd',
      resourceNamespace: 'tenant-payments',
      resourceName: 'orders',
    });
  });

  it('are sync windows, and which hold now', async () => {
    const { argocd, get } = await started();
    const night = { kind: 'deny', schedule: '0 22 * * *', duration: '8h' };
    argocd.details.set('orders/syncwindows', {
      assignedWindows: [
        night,
        {
          kind: 'allow',
          schedule: '* * * * *',
          duration: '1h',
          manualSync: true,
        },
      ],
      activeWindows: [night],
      canSync: false,
    });
    expect((await get('sync-windows')).items).toEqual([
      { ...night, active: true, manualSync: false },
      {
        kind: 'allow',
        schedule: '* * * * *',
        duration: '1h',
        active: false,
        manualSync: true,
      },
    ]);
  });

  it('are what two deployments made of Git', async () => {
    const { argocd, get } = await started();
    argocd.details.set('orders/manifests', ({ query }: any) => ({
      manifests: [
        deployment(query.revision === 'b'.repeat(40) ? 1 : 3),
        ...(query.revision === 'b'.repeat(40)
          ? []
          : ['{"apiVersion":"v1","kind":"Service","metadata":{"name":"new"}}']),
      ],
    }));
    const { items } = await get('compare?from=0&to=1');
    expect(items).toMatchObject([
      { kind: 'Service', name: 'new', status: 'missing' },
      {
        kind: 'Deployment',
        status: 'modified',
        patch: expect.stringContaining('-  replicas: 1\n+  replicas: 3'),
      },
    ]);
    expect(await get('compare?from=0&to=99')).toMatchObject({
      error: {
        name: 'NotFoundError',
        message: 'orders has no deployment 99 in its history any more',
      },
    });
  });

  it('name a revision for each of several sources', async () => {
    const sources = ['config', 'values'].map(name => ({
      repoURL: `https://git.example.com/${name}.git`,
      path: '.',
      targetRevision: 'main',
    }));
    const history = [0, 1].map(id => ({
      id,
      deployedAt: '2026-11-20T10:00:00Z',
      revisions: [`${id}`.repeat(40), 'c'.repeat(40)],
    }));
    const { argocd, get } = await started(
      wireApplication({
        spec: { source: undefined, sources },
        status: {
          history,
          sync: { status: 'Synced', revisions: history[1].revisions },
        },
      }),
    );
    expect((await get('compare?from=0&to=1')).items).toEqual([]);
    expect(
      argocd.calls
        .filter(({ path }) => path.endsWith('/manifests'))
        .map(({ query }) => query),
    ).toEqual(
      history.map(({ revisions }) => ({
        appNamespace: 'argocd',
        project: 'payments',
        sourcePositions: ['1', '2'],
        revisions,
      })),
    );
    const metadata = argocd.calls.filter(({ path }) =>
      path.endsWith(`/${'c'.repeat(40)}/metadata`),
    );
    expect(metadata.map(({ query }) => query.sourceIndex)).toEqual(['1']);
  });

  it.each([
    'diff?kind=Deployment',
    'diff?name=x&kind=../x',
    'diff?name=a&name=b&kind=Deployment',
    'events?name=x&uid=a/b',
    'events?nothing=1',
    'compare?from=1',
    'compare?from=-1&to=2',
    'resources?a=b',
  ])('are refused for %s', async query => {
    const { argocd, get } = await started();
    expect(await get(query)).toMatchObject({ error: { name: 'InputError' } });
    const background = /\/applications$|\/metadata$/;
    expect(argocd.calls.filter(({ path }) => !background.test(path))).toEqual(
      [],
    );
  });
});
