import { mockCredentials } from '@backstage/backend-test-utils';
import { component } from '@idp/testing-node';
import {
  KINDS,
  wireExternalSecret,
  wireStore,
} from '../kubernetes/__testUtils__/objects';
import { platform, usePlugin } from '../__testUtils__/usePlugin';

describe('the action get-entity-secrets', () => {
  const { cluster, start, vault } = usePlugin();
  const credentials = mockCredentials.user('user:default/kim');
  const ask = (plugin: Awaited<ReturnType<typeof start>>, entityRef: string) =>
    plugin.actions.invoke({
      id: 'test:get-entity-secrets',
      input: { entityRef },
      credentials,
    });

  async function started(permitted = true) {
    const local = await vault();
    local.write('tenant-payments/orders/old', { at: '2020-01-01T00:00:00Z' });
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(KINDS.externalSecrets, wireExternalSecret());
    return start({
      vaults: { local },
      // Who may not see anything is not told that a cluster has answered.
      clusters: permitted ? { local: kube } : {},
      entities: [component('orders', {}, 'group:default/payments', 'payments')],
      decide: ({ permission }) =>
        permitted || permission.name !== 'idp.vault.read',
      ...platform,
    });
  }

  it('tells what there is and what to do next', async () => {
    const plugin = await started();
    const { output } = await ask(plugin, 'component:payments/orders');
    expect(output).toMatchObject({
      secrets: [
        {
          path: 'tenant-payments/orders/database',
          finding: 'missing',
          state: 'missing',
          deliveries: [{ cluster: 'local', name: 'orders--database' }],
          next: { command: expect.stringMatching(/^vault kv put/) },
        },
        {
          path: 'tenant-payments/orders/old',
          finding: 'unowned',
          version: 1,
          rotation: 'overdue',
        },
      ],
      notLive: [],
      problems: [],
    });
  });

  it('is refused to who may not see the secrets, and for what is no reference', async () => {
    const plugin = await started(false);
    await expect(ask(plugin, 'component:payments/orders')).rejects.toThrow(
      'You may not see the secrets of component:payments/orders',
    );
    await expect(ask(plugin, 'orders')).rejects.toThrow(
      '"orders" is no full entity reference',
    );
  });
});
