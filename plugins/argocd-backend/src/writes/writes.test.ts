import { component, type Decide, sendJson } from '@idp/testing-node';
import { usePlugin } from '../__testUtils__/usePlugin';
import { type FakeCall } from '../__testUtils__/FakeArgoCD';
import { wireApplication } from '../__testUtils__/wireApplication';

const base = '/entities/component/default/orders/applications/local/argocd';
const owns = {
  ownerOf: ({ name }: { name: string }) => ({
    entityRefs: [`component:default/${name}`],
  }),
};

describe('what may be done with an Application', () => {
  const { fake, start } = usePlugin();

  async function started(options: { decide?: Decide } = {}) {
    const argocd = await fake(
      wireApplication(),
      wireApplication({ name: 'other' }),
    );
    const plugin = await start({
      instances: { local: argocd },
      entities: [
        component('orders', { 'argocd/app-name': 'orders,other,none' }),
      ],
      ownership: owns,
      ...options,
    });
    const writes = () =>
      argocd.calls.filter(
        ({ method, query }) => method !== 'GET' || query.refresh,
      );
    const post = (path: string, body: object = {}) =>
      plugin.call('post', `${base}/${path}`).send(body);
    return { argocd, plugin, post, writes };
  }

  it('is to refresh, sync and terminate, each with an audit event', async () => {
    const { argocd, plugin, post, writes } = await started();
    const statuses = [
      await post('orders/refresh'),
      await post('orders/refresh', { hard: true }),
      await post('orders/sync'),
      await post('orders/sync', {
        prune: true,
        dryRun: true,
        resources: [{ group: 'apps', kind: 'Deployment', name: 'orders' }],
      }),
      await post('orders/terminate'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([204, 204, 204, 204, 204]);
    const target = { appNamespace: 'argocd', project: 'payments' };
    const infos = [{ name: 'Requested by', value: 'user:default/kim' }];
    expect(
      writes().map(({ method, path, query, body }) => [
        `${method} ${path.replace('/api/v1/applications', '')}`,
        body ?? query,
      ]),
    ).toEqual([
      ['GET /orders', { ...target, refresh: 'normal' }],
      ['GET /orders', { ...target, refresh: 'hard' }],
      [
        'POST /orders/sync',
        { name: 'orders', ...target, prune: false, dryRun: false, infos },
      ],
      [
        'POST /orders/sync',
        {
          name: 'orders',
          ...target,
          prune: true,
          dryRun: true,
          resources: [{ group: 'apps', kind: 'Deployment', name: 'orders' }],
          infos,
        },
      ],
      ['DELETE /orders/operation', target],
    ]);
    expect(argocd.calls.length).toBeGreaterThan(5);
    const meta = {
      entityRef: 'component:default/orders',
      instance: 'local',
      namespace: 'argocd',
      name: 'orders',
      actor: 'user:default/kim',
    };
    expect(plugin.audited).toEqual(
      [
        ['application-refresh', meta],
        ['application-refresh', { ...meta, hard: true }],
        ['application-sync', meta],
        [
          'application-sync',
          {
            ...meta,
            prune: true,
            dryRun: true,
            resources: [{ group: 'apps', kind: 'Deployment', name: 'orders' }],
          },
        ],
        ['application-terminate', meta],
      ].map(([eventId, about]) =>
        expect.objectContaining({
          eventId,
          severityLevel: 'medium',
          meta: about,
          outcome: 'success',
        }),
      ),
    );
  });

  it.each([
    ['orders/refresh', 'idp.argocd.refresh'],
    ['orders/sync', 'idp.argocd.sync'],
    ['orders/terminate', 'idp.argocd.sync'],
  ])('needs a permission of its own for %s', async (path, name) => {
    const { plugin, post, writes } = await started({
      decide: ({ permission }) => permission.name !== name,
    });
    const answer = await post(path);
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /^You may not .* of component:default\/orders$/,
      ),
    });
    expect(writes()).toEqual([]);
    expect(plugin.audited).toMatchObject([
      { outcome: 'fail', error: answer.body.error.message },
    ]);
  });

  it('needs more than the claim of an entity’s author', async () => {
    const { plugin, post, writes } = await started();
    const answer = await post('other/sync');
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(
      /^component:default\/orders claims the Application other, and nobody but its author/,
    );
    expect(writes()).toEqual([]);
    expect(plugin.audited).toMatchObject([{ outcome: 'fail' }]);
  });

  it('is nothing with what the entity does not claim', async () => {
    const { post, plugin, writes } = await started();
    const answers = [await post('none/sync'), await post('foreign/sync')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(writes()).toEqual([]);
    expect(plugin.audited).toHaveLength(2);
  });

  it.each([
    ['sync', 'another operation is already in progress', /synced already/],
    [
      'terminate',
      'Unable to terminate operation. No operation is in progress',
      /no sync running/,
    ],
  ])('tells who comes second with %s', async (action, error, words) => {
    const { argocd, post, plugin } = await started();
    argocd.intercept = ({ method }, res) => {
      if (method === 'GET') return false;
      sendJson(res, 400, { error, code: 9, message: error });
      return true;
    };
    const answer = await post(`orders/${action}`);
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(words);
    expect(plugin.audited).toMatchObject([{ outcome: 'fail' }]);
  });

  it('fails in Argo CD’s own words', async () => {
    const { argocd, post } = await started();
    argocd.intercept = (call: FakeCall, res) => {
      if (call.method === 'GET') return false;
      sendJson(res, 403, { message: 'cannot sync: blocked by sync window' });
      return true;
    };
    expect((await post('orders/sync')).body.error).toMatchObject({
      code: 'forbidden',
      message:
        'local: does not let the portal’s account do this (403): cannot sync: blocked by sync window',
    });
  });

  it.each([
    ['sync', { prune: 'yes' }],
    ['sync', { revision: 'main' }],
    ['sync', { resources: [] }],
    ['sync', { resources: [{ group: '', kind: 'a/b', name: 'x' }] }],
    ['refresh', { hard: 1 }],
    ['terminate', { now: true }],
  ])('is refused as %s %j', async (action, body) => {
    const { post, writes } = await started();
    const answer = await post(`orders/${action}`, body);
    expect(answer.status).toBe(400);
    expect(writes()).toEqual([]);
  });
});
