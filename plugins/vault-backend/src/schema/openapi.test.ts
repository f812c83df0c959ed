import path from 'node:path';
import { component, openApi, operationsOf } from '@idp/testing-node';
import {
  KINDS,
  unreadable,
  wireDeployment,
  wireExternalSecret,
  wireStore,
} from '../kubernetes/__testUtils__/objects';
import { platform, tenant, usePlugin } from '../__testUtils__/usePlugin';
import { createRouter } from '../router/createRouter';

const { operations, paths, problems } = openApi(
  path.join(__dirname, 'openapi.yaml'),
);

const SECRETS = '/entities/{kind}/{namespace}/{name}/secrets';
const REFRESH =
  '/entities/{kind}/{namespace}/{name}/deliveries/{cluster}/{deliveryNamespace}/{delivery}/refresh';

describe('the OpenAPI document', () => {
  const { cluster, start, vault } = usePlugin();

  it('names every route, and none that is not there', () => {
    expect(operationsOf(createRouter({} as any))).toEqual(operations);
  });

  it('fits every answer', async () => {
    const local = await vault();
    local.write('tenant-payments/orders/database', {
      at: '2026-01-01T00:00:00Z',
    });
    local.write('tenant-payments/orders/gone').versions[0].deletion_time =
      '2026-10-01T00:00:00Z';
    local.write('tenant-payments/orders/late');
    local.write('nobodys/thing');
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(KINDS.externalSecrets, wireExternalSecret());
    for (const name of ['smtp', 'late']) {
      kube.put(
        KINDS.externalSecrets,
        wireExternalSecret({
          metadata: { name: `orders--${name}` },
          spec: {
            dataFrom: [{ extract: { key: `tenant-payments/orders/${name}` } }],
          },
          status: { conditions: [unreadable] },
        }),
      );
    }
    kube.put(
      KINDS.externalSecrets,
      wireExternalSecret({
        metadata: { name: 'orders--elsewhere' },
        spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' } },
        status: {},
      }),
    );
    kube.put(KINDS.deployments, wireDeployment());
    const plugin = await start({
      vaults: { local },
      clusters: { local: kube },
      server: { publicUrl: 'https://vault.example.com' },
      entities: [
        component(
          'orders',
          { 'vault.io/secrets-path': 'tenant-other/shop,tenant-payments' },
          'group:default/payments',
          'payments',
        ),
        tenant('payments'),
      ],
      ...platform,
    });
    const orders = '/entities/component/payments/orders';
    const delivery = `${orders}/deliveries/local/tenant-payments`;
    const rotations = '/rotations?from=2026-04-01&to=2027-03-31';
    const asked: Array<[string, 'get' | 'post', string, number]> = [
      [SECRETS, 'get', `${orders}/secrets`, 200],
      [SECRETS, 'get', '/entities/system/default/payments/secrets', 200],
      [REFRESH, 'post', `${delivery}/orders--database/refresh`, 204],
      ['/secrets', 'get', '/secrets?limit=2', 200],
      ['/secrets', 'get', '/secrets', 200],
      ['/rotations', 'get', rotations, 200],
      // Refusals
      [SECRETS, 'get', '/entities/component/payments/none/secrets', 404],
      [SECRETS, 'get', '/entities/component/payments/..%2Fx/secrets', 400],
      [REFRESH, 'post', `${delivery}/none/refresh`, 404],
      ['/secrets', 'get', '/secrets?limit=x', 400],
      ['/secrets', 'get', '/secrets?cursor=x', 400],
      ['/secrets', 'get', '/secrets?value=x', 400],
      ['/rotations', 'get', '/rotations?from=2026-04-01&to=2026-02-31x', 400],
      ['/rotations', 'get', '/rotations?from=2026-04-01&to=2028-01-01', 400],
    ];
    const findings = new Set<string>();
    for (const [route, method, url, wanted] of asked) {
      const { body, status } = await plugin.call(method, url);
      expect([url, status, problems(route, method, status, body)]).toEqual([
        url,
        wanted,
        {},
      ]);
      for (const { finding } of body.secrets ?? body.items ?? []) {
        findings.add(finding);
      }
    }
    // What the answers above have held, so that the shapes of all were looked at.
    expect([...findings].sort()).toEqual([
      'foreign',
      'missing',
      'not-delivered',
      'ok',
      'unowned',
    ]);
    const covered = new Set(
      asked.map(([route, method]) => `${method} ${route}`),
    );
    expect(covered.size).toBe(paths.length);
  });

  it('is strict enough to notice, above all a value and what is foreign', () => {
    const secret = {
      ref: { server: 'a', mount: 'b', path: 'c' },
      because: 'annotation',
      standing: 'foreign',
      declared: false,
      finding: 'foreign',
      deliveries: [],
    };
    const body = (more: object) => ({
      secrets: [{ ...secret, ...more }],
      otherDeliveries: [],
      sources: [],
      problems: [],
      permissions: { refresh: false },
    });
    expect(problems(SECRETS, 'get', 200, body({}))).toEqual({});
    for (const more of [
      { value: 'x' },
      { vault: { ref: secret.ref, state: 'present' } },
      { finding: 'x' },
    ]) {
      expect(problems(SECRETS, 'get', 200, body(more))).not.toEqual({});
    }
  });
});
