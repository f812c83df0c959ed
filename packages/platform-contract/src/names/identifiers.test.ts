import * as fc from 'fast-check';
import { names } from '../__testUtils__/names';
import {
  boundaryApplicationName,
  configMapName,
  externalSecretName,
  hostOf,
  namespaceOf,
  parseWorkloadId,
  tenantEntityRef,
  vaultPath,
  workloadEntityRef,
  workloadId,
} from './identifiers';

const two = fc.tuple(names('tenant'), names('workload'));
const three = fc.tuple(names('tenant'), names('workload'), names('secret'));
const longest = 'x'.repeat(30);

describe('names that are put together', () => {
  it('are as the design writes them', () => {
    expect([
      namespaceOf('payments'),
      workloadId('payments', 'orders'),
      boundaryApplicationName('payments'),
      hostOf('payments', 'orders', 'apps.example.com'),
      vaultPath('payments', 'orders', 'database'),
      externalSecretName('orders', 'database'),
      configMapName('orders'),
      tenantEntityRef('payments'),
      workloadEntityRef('payments', 'orders'),
    ]).toEqual([
      'tenant-payments',
      'payments--orders',
      'tenant--payments',
      'payments--orders.apps.example.com',
      'tenant-payments/orders/database',
      'orders--database',
      'orders--config',
      'system:default/payments',
      'component:payments/orders',
    ]);
  });

  it('keep apart what a single hyphen would mix', () => {
    expect(workloadId('a-b', 'cde')).not.toBe(workloadId('abc', 'b-cde'));
    expect(workloadId('pay-ments', 'api')).not.toBe(
      workloadId('pay', 'ments-api'),
    );
  });

  it('are the same only for the same names', () => {
    fc.assert(
      fc.property(three, three, (a, b) => {
        const same = (left: string[], right: string[]) =>
          JSON.stringify(left) === JSON.stringify(right);
        const [t1, w1, s1] = a;
        const [t2, w2, s2] = b;
        expect(workloadId(t1, w1) === workloadId(t2, w2)).toBe(
          same([t1, w1], [t2, w2]),
        );
        expect(vaultPath(...a) === vaultPath(...b)).toBe(same(a, b));
        expect(externalSecretName(w1, s1) === externalSecretName(w2, s2)).toBe(
          same([w1, s1], [w2, s2]),
        );
      }),
    );
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(two, ([tenant, workload]) => {
        expect(parseWorkloadId(workloadId(tenant, workload))).toEqual({
          tenant,
          workload,
        });
        expect(parseWorkloadId(boundaryApplicationName(tenant))).toBe(
          undefined,
        );
      }),
    );
  });

  it.each([
    '',
    '--',
    'payments',
    'payments--',
    '--orders',
    'payments-orders',
    'payments--orders--database',
    'payments---orders',
    'Payments--orders',
    'payments--deployer',
    '../payments--orders',
    'payments--or/ders',
  ])('%j is no id of a workload', id => {
    expect(parseWorkloadId(id)).toBeUndefined();
  });

  it('fit into the 63 characters of a label and the 253 of a host', () => {
    expect(workloadId(longest, longest).length).toBeLessThanOrEqual(63);
    expect(namespaceOf(longest).length).toBeLessThanOrEqual(63);
    expect(externalSecretName(longest, longest).length).toBeLessThanOrEqual(63);
    expect(
      hostOf(longest, longest, 'd'.repeat(190)).length,
    ).toBeLessThanOrEqual(253);
  });
});
