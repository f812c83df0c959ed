import { mockCredentials } from '@backstage/backend-test-utils';
import { component, until } from '@idp/testing-node';
import { usePlugin } from '../__testUtils__/usePlugin';
import { wireApplication } from '../__testUtils__/wireApplication';

describe('the actions', () => {
  const { fake, start } = usePlugin();
  const credentials = mockCredentials.user('user:default/kim');

  async function started(permitted = true) {
    const argocd = await fake(wireApplication({ health: 'Degraded' }));
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('orders', { 'argocd/app-name': 'orders,none' })],
      ownership: {
        ownerOf: ({ name }) => ({ entityRefs: [`component:default/${name}`] }),
      },
      decide: ({ permission }) =>
        permitted || permission.name === 'argocd.view.read',
    });
    await until(
      () =>
        plugin.call('get', '/entities/component/default/orders/applications'),
      ({ body }) => body.applications.length === 1,
    );
    return { argocd, plugin };
  }

  it('tell of an entity’s Applications', async () => {
    const { plugin } = await started();
    const { output } = await plugin.actions.invoke({
      id: 'test:get-entity-applications',
      input: { entityRef: 'component:default/orders' },
      credentials,
    });
    expect(output).toMatchObject({
      applications: [
        { instance: 'local', name: 'orders', health: 'Degraded', stale: false },
      ],
      missing: ['none'],
    });
  });

  it('refresh with the caller’s permission, and leave an audit event', async () => {
    const { argocd, plugin } = await started();
    const input = {
      entityRef: 'component:default/orders',
      instance: 'local',
      namespace: 'argocd',
      name: 'orders',
    };
    await plugin.actions.invoke({
      id: 'test:refresh-application',
      input,
      credentials,
    });
    await argocd.called(({ query }) => query.refresh === 'normal');
    expect(plugin.audited).toMatchObject([
      {
        eventId: 'application-refresh',
        outcome: 'success',
        meta: { actor: 'user:default/kim' },
      },
    ]);
    await expect(
      plugin.actions.invoke({
        id: 'test:refresh-application',
        input: { ...input, name: 'foreign' },
        credentials,
      }),
    ).rejects.toThrow(/has no Application argocd\/foreign in local/);
  });

  it('are refused to who may not', async () => {
    const { plugin } = await started(false);
    await expect(
      plugin.actions.invoke({
        id: 'test:refresh-application',
        input: {
          entityRef: 'component:default/orders',
          instance: 'local',
          namespace: 'argocd',
          name: 'orders',
        },
        credentials,
      }),
    ).rejects.toThrow('You may not refresh');
    expect(plugin.audited).toMatchObject([{ outcome: 'fail' }]);
  });
});
