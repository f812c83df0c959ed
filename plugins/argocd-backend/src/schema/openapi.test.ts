import path from 'node:path';
import { component, openApi, operationsOf, until } from '@idp/testing-node';
import { usePlugin } from '../__testUtils__/usePlugin';
import { createRouter } from '../router/createRouter';
import { wireApplication } from '../__testUtils__/wireApplication';

const { operations, paths, problems } = openApi(
  path.join(__dirname, 'openapi.yaml'),
);

const BASE =
  '/entities/{kind}/{namespace}/{name}/applications/{instance}/{appNamespace}/{app}';
const orders = '/entities/component/default/orders/applications';
const app = `${orders}/local/argocd/orders`;

describe('the OpenAPI document', () => {
  const { fake, start } = usePlugin();

  it('names every route, and none that is not there', () => {
    expect(operationsOf(createRouter({} as any))).toEqual(operations);
  });

  it('fits every answer', async () => {
    const argocd = await fake(
      wireApplication({
        metadata: {
          ownerReferences: [{ kind: 'ApplicationSet', name: 'all' }],
          deletionTimestamp: '2026-11-25T10:00:00Z',
        },
        status: {
          conditions: [
            {
              type: 'SyncError',
              message: 'no',
              lastTransitionTime: '2026-11-20T10:00:00Z',
            },
          ],
          health: { status: 'Degraded', message: 'no pods' },
        },
      }),
    );
    argocd.details.set('orders/resource-tree', {
      nodes: [
        {
          kind: 'Pod',
          version: 'v1',
          name: 'a',
          uid: 'a',
          health: { status: 'Healthy' },
          images: ['x'],
          createdAt: '2026-11-20T10:00:00Z',
        },
      ],
    });
    argocd.details.set('orders/managed-resources', {
      items: [
        {
          kind: 'ConfigMap',
          name: 'a',
          liveState: '{"a":1}',
          targetState: '{"a":2}',
        },
      ],
    });
    argocd.details.set('orders/manifests', ({ query }: any) => ({
      manifests: [
        JSON.stringify({ kind: 'ConfigMap', metadata: query.revision }),
      ],
    }));
    argocd.details.set('orders/events', {
      items: [{ type: 'Normal', lastTimestamp: '2026-11-20T10:00:00Z' }],
    });
    argocd.details.set('orders/syncwindows', {
      assignedWindows: [{ kind: 'allow', schedule: '* * * * *' }],
    });
    for (const revision of ['a', 'b']) {
      argocd.details.set(`orders/revisions/${revision.repeat(40)}/metadata`, {
        author: 'Kim <kim@example.com>',
        date: '2026-11-20T10:00:00Z',
        message: 'Change orders',
      });
    }
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('orders', { 'argocd/app-name': 'orders,none' })],
      ownership: {
        ownerOf: ({ name }) => ({
          entityRefs: [`component:default/${name}`],
          group: 'payments',
        }),
      },
      changes: {
        changeOf: async ({ revision }) => ({
          id: '7',
          title: 'Change orders',
          revision,
        }),
      },
    });
    await until(
      () => plugin.call('get', orders),
      ({ body }) => Object.keys(body.revisions).length === 2,
    );
    const asked: Array<[string, 'get' | 'post', string, any?]> = [
      ['/entities/{kind}/{namespace}/{name}/applications', 'get', orders],
      [`${BASE}/resources`, 'get', `${app}/resources`],
      [`${BASE}/diff`, 'get', `${app}/diff`],
      [`${BASE}/events`, 'get', `${app}/events`],
      [`${BASE}/compare`, 'get', `${app}/compare?from=0&to=1`],
      [`${BASE}/sync-windows`, 'get', `${app}/sync-windows`],
      [`${BASE}/refresh`, 'post', `${app}/refresh`, {}],
      [`${BASE}/sync`, 'post', `${app}/sync`, {}],
      [`${BASE}/terminate`, 'post', `${app}/terminate`, {}],
      ['/applications', 'get', '/applications?limit=1'],
      [
        '/summaries',
        'post',
        '/summaries',
        { entityRefs: ['component:default/orders'] },
      ],
      // Refusals
      ['/applications', 'get', '/applications?limit=x'],
      [`${BASE}/resources`, 'get', `${orders}/local/argocd/none/resources`],
    ];
    for (const [route, method, url, body] of asked) {
      const answer = await plugin.call(method, url).send(body);
      expect([
        url,
        problems(route, method, answer.status, answer.body),
      ]).toEqual([url, {}]);
    }
    const covered = new Set(
      asked.map(([route, method]) => `${method} ${route}`),
    );
    expect(covered.size).toBe(paths.length);
  });

  it('is strict enough to notice', () => {
    expect(
      problems('/summaries', 'post', 200, { items: { a: { sync: 'x' } } }),
    ).not.toEqual({});
  });
});
