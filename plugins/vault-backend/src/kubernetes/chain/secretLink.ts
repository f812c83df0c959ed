import type { DeliveryState } from '@idp/plugin-vault-common';
import type { DeliveryFacts, Link } from './facts';

/** Whether the Secret is there, by its metadata where the portal watches them, and else by what External Secrets says. */
export function targetExists(
  standing: DeliveryState,
  { object, targetExists: seen }: DeliveryFacts,
): boolean | undefined {
  if (seen !== undefined) return seen;
  switch (standing) {
    case 'delivered':
    case 'stale':
      return true;
    case 'waiting':
      // Somebody else may have made it where the ExternalSecret does not, or does not any more.
      return object.ownsTarget && object.trouble !== 'owned-by-another'
        ? false
        : undefined;
    default:
      return undefined;
  }
}

/** The fourth link. */
export function secretLink(
  exists: boolean | undefined,
  { object }: DeliveryFacts,
): Link {
  const name = object.target;
  if (exists) return { name, state: 'ok' };
  return exists === false
    ? {
        name,
        state: 'broken',
        message: `The Secret ${name} is not in the namespace ${object.namespace}.`,
      }
    : { name, state: 'unknown' };
}
