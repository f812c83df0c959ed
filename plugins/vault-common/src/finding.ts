import type { EntitySecret, SecretRow } from './api';

/**
 * What is found of a secret, as lists say it.
 *
 * A claim that nobody confirms is `foreign` whatever it names. What Vault does not tell is `unknown`. Then comes whether
 * it is in Git and in Vault, and last whether it has arrived: where a cluster is silent, that is `unknown`, too.
 *
 * @public
 */
export function findingOf({
  standing,
  declared,
  vault,
  deliveries,
}: Pick<
  EntitySecret,
  'standing' | 'declared' | 'vault' | 'deliveries'
>): SecretRow['finding'] {
  if (standing === 'foreign') return 'foreign';
  if (!vault || vault.state === 'unknown') return 'unknown';
  // An annotation may claim what neither Git nor Vault has.
  if (!declared) return vault.state === 'missing' ? 'missing' : 'unowned';
  if (vault.state !== 'present') return 'missing';
  const states = deliveries.map(({ state }) => state);
  if (states.some(state => state === 'waiting' || state === 'stale')) {
    return 'not-delivered';
  }
  return states.includes('unknown') ? 'unknown' : 'ok';
}
