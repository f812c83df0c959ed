import { component, until } from '@idp/testing-node';
import { usePlugin } from '../__testUtils__/usePlugin';
import { parseApplication } from '../argocd/parseApplication';
import { entryOf } from '../index/Entry';
import {
  wireApplication,
  type WireOptions,
} from '../__testUtils__/wireApplication';
import { TroubleStore } from './TroubleStore';
import { troublesIn } from './troublesIn';

const of = (name: string) => `/entities/component/default/${name}/applications`;
const node = (kind: string, name: string, health?: object) => ({
  group: '',
  version: 'v1',
  kind,
  namespace: 'tenant-payments',
  name,
  health,
});

describe('why an Application is not healthy', () => {
  const { fake, start } = usePlugin();

  async function started() {
    const argocd = await fake(wireApplication());
    argocd.details.set('orders/resource-tree', {
      nodes: [
        node('Pod', 'orders-1', {
          status: 'Degraded',
          message: 'Back-off pulling image',
        }),
        node('Service', 'orders', { status: 'Healthy' }),
      ],
    });
    const plugin = await start({
      instances: { local: argocd },
      entities: [
        component('orders', { 'argocd/app-name': 'orders' }),
        component('thief', { 'argocd/app-name': 'orders' }),
      ],
      ownership: {
        ownerOf: ({ name }) => ({ entityRefs: [`component:default/${name}`] }),
      },
    });
    const trees = () =>
      argocd.calls.filter(({ path }) => path.endsWith('/resource-tree')).length;
    const application = async (entity = 'orders') =>
      (await plugin.call('get', of(entity))).body.applications[0];
    return { application, argocd, plugin, trees };
  }

  it('is read once when its health changes, and told to who may know', async () => {
    const { application, argocd, trees } = await started();
    expect((await application()).troubles).toBeUndefined();
    expect(trees()).toBe(0);
    argocd.set(wireApplication({ health: 'Degraded' }));
    const { troubles } = await until(application, app => app.troubles);
    expect(troubles).toEqual([
      {
        group: '',
        kind: 'Pod',
        namespace: 'tenant-payments',
        name: 'orders-1',
        health: 'Degraded',
        message: 'Back-off pulling image',
      },
    ]);
    const unconfirmed = await application('thief');
    expect(unconfirmed.health.status).toBe('Degraded');
    expect(unconfirmed.troubles).toBeUndefined();
    for (let view = 0; view < 5; view += 1) await application();
    expect(trees()).toBe(1);

    argocd.set(wireApplication());
    await until(application, app => app.health.status === 'Healthy');
    expect((await application()).troubles).toBeUndefined();
    expect(trees()).toBe(1);
  });
});

describe('while it stays unwell', () => {
  const entry = (options: WireOptions = {}) =>
    entryOf(
      parseApplication(wireApplication({ health: 'Degraded', ...options }), {
        name: 'local',
      })!,
      {
        ownership: [{ ownerOf: () => ({ entityRefs: ['a:b/c'] }) }],
        rules: [],
      },
    );

  it('is read again, and tells only what is new', async () => {
    let message = 'no image';
    let reads = 0;
    const store = new TroubleStore({
      instances: {
        get: () =>
          ({
            resourceTree: async () => {
              reads += 1;
              return {
                nodes: [node('Pod', 'a', { status: 'Degraded', message })],
              };
            },
          } as any),
      },
      confirmDetails: true,
      againMs: 5,
    });
    let told = 0;
    store.onChange(() => {
      told += 1;
    });
    const unwell = entry();
    store.follow(undefined, unwell);
    await until(
      () => reads,
      count => count >= 3,
    );
    expect(told).toBe(1);
    message = 'no secret';
    await until(
      () => told,
      count => count === 2,
    );
    expect(store.of(unwell)).toMatchObject([{ message: 'no secret' }]);
    // What was known of another state is not told of this one.
    expect(store.of(entry({ revision: 'c'.repeat(40) }))).toBeUndefined();

    store.follow(unwell, entry({ health: 'Healthy' }));
    expect(store.of(entry({ health: 'Healthy' }))).toBeUndefined();
    store.stop();
  });

  it('is not read where nobody could be shown it', () => {
    const get = jest.fn();
    const store = new TroubleStore({
      instances: { get },
      confirmDetails: true,
    });
    const { owner, ...unowned } = entry();
    store.follow(undefined, unowned);
    expect(get).not.toHaveBeenCalled();
    store.stop();
  });
});

describe('troubles', () => {
  const resource = (kind: string, name: string, health?: object) =>
    ({ ...node(kind, name, health), parents: [] } as any);

  it('are the worst first, five at most, the same words once', () => {
    const degraded = { status: 'Degraded', message: 'no image' };
    expect(
      troublesIn([
        resource('ConfigMap', 'fine'),
        resource('Service', 'fine', { status: 'Healthy' }),
        resource('Deployment', 'a', { status: 'Progressing' }),
        resource('Job', 'silent', { status: 'Degraded' }),
        resource('Pod', 'a-1', degraded),
        resource('Pod', 'a-2', degraded),
        resource('Secret', 'gone', { status: 'Missing' }),
        ...[1, 2, 3].map(at =>
          resource('CronJob', `s-${at}`, { status: 'Suspended' }),
        ),
      ]).map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual([
      'Pod a-1',
      'Job silent',
      'Secret gone',
      'Deployment a',
      'CronJob s-1',
    ]);
    expect(troublesIn([])).toEqual([]);
  });

  it('begin where the reason is', () => {
    const degraded = (message: string) => ({ status: 'Degraded', message });
    expect(
      troublesIn([
        {
          ...resource('Deployment', 'a', degraded('deadline exceeded')),
          uid: 'd',
        },
        {
          ...resource('ReplicaSet', 'a-1'),
          uid: 'r',
          parents: ['d'],
        },
        {
          ...resource('Pod', 'a-1-x', degraded('no image')),
          uid: 'p',
          parents: ['r'],
        },
      ]).map(({ kind }) => kind),
    ).toEqual(['Pod', 'Deployment']);
  });
});
