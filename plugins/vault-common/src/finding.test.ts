import type { EntitySecret } from './api';
import { findingOf } from './finding';
import type { DeliveryState, SecretState } from './types';

const secret = (
  fields: Partial<EntitySecret>,
  state: SecretState | 'none' = 'present',
  deliveries: DeliveryState[] = ['delivered'],
) =>
  ({
    standing: 'owned',
    declared: true,
    deliveries: deliveries.map(delivered => ({ state: delivered })),
    ...(state !== 'none' && { vault: { state } }),
    ...fields,
  } as EntitySecret);

describe('findingOf', () => {
  it.each<[string, EntitySecret, string]>([
    ['one that arrived', secret({}), 'ok'],
    ['one that has nowhere to arrive', secret({}, 'present', []), 'ok'],
    ['a claim', secret({ standing: 'foreign' }, 'none'), 'foreign'],
    ['one that nobody asks for', secret({ declared: false }), 'unowned'],
    [
      'one that was claimed and never written',
      secret({ declared: false }, 'missing', []),
      'missing',
    ],
    ['one that was never written', secret({}, 'missing'), 'missing'],
    ['one that was deleted', secret({}, 'deleted'), 'missing'],
    ['one that was destroyed', secret({}, 'destroyed'), 'missing'],
    ['one that Vault does not tell of', secret({}, 'unknown'), 'unknown'],
    [
      'one that waits in one of two clusters',
      secret({}, 'present', ['delivered', 'waiting']),
      'not-delivered',
    ],
    [
      'one whose last try failed',
      secret({}, 'present', ['stale', 'unknown']),
      'not-delivered',
    ],
    [
      'one in a cluster that is silent',
      secret({}, 'present', ['delivered', 'unknown']),
      'unknown',
    ],
  ])('of %s is told', (_, it, finding) => {
    expect(findingOf(it)).toBe(finding);
  });
});
