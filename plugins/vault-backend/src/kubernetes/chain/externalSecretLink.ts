import type { ExternalSecret } from '../objects/ExternalSecret';
import type { DeliveryFacts, Link, PathFacts } from './facts';
import { isOverdue } from './standing';

/** The third link: whether External Secrets has done its work. */
export function externalSecretLink(
  path: PathFacts | undefined,
  facts: DeliveryFacts,
): Link {
  const { object } = facts;
  const { name, ready } = object;
  if (ready?.status === undefined) {
    return {
      name,
      state: 'unknown',
      message:
        'External Secrets has not looked at it yet. Where that lasts, look whether its controller runs.',
    };
  }
  if (!ready.status) {
    return { name, state: 'broken', message: failureWords(object, path) };
  }
  if (ready.reason === 'SecretDeleted') {
    return {
      name,
      state: 'broken',
      message:
        'External Secrets found nothing at the path and deleted the Secret, as deletionPolicy says.',
    };
  }
  if (ready.reason === 'SecretMissing') {
    return {
      name,
      state: 'broken',
      message: `It only adds to a Secret that somebody else makes (creationPolicy Merge), and ${object.target} is not there.`,
    };
  }
  if (object.trouble === 'retained') {
    return {
      name,
      state: 'broken',
      message:
        'External Secrets found nothing at the path and keeps what it delivered before, as deletionPolicy says.',
    };
  }
  if (facts.live && isOverdue(object, facts.now)) {
    return {
      name,
      state: 'broken',
      message: `External Secrets should have read it again: it does so every ${
        object.refreshInterval ?? '1h'
      }. Look whether its controller runs.`,
    };
  }
  return { name, state: 'ok', ...news(object, path) };
}

function failureWords(
  object: ExternalSecret,
  path: PathFacts | undefined,
): string {
  const more = `kubectl -n ${object.namespace} describe externalsecret ${object.name} says more.`;
  switch (object.trouble) {
    case 'unreadable': {
      const keys = path?.source.keys;
      return keys
        ? `External Secrets could not read all that it asks for: look whether ${listed(
            keys,
          )} are the names of keys there, and whether the store’s role may read the path; ${more}`
        : `External Secrets could not read the path: look whether the store’s role may; ${more}`;
    }
    case 'immutable':
      return `The Secret ${object.target} is immutable and cannot be updated: delete it, or give the next one another name.`;
    case 'owned-by-another':
      return `The Secret ${object.target} belongs to another ExternalSecret: give this one a target of its own.`;
    case 'not-written':
      return `External Secrets could not write the Secret ${object.target}: a policy or its rights may forbid it; ${more}`;
    default:
      return `External Secrets failed: ${more}`;
  }
}

/** What is worth knowing of one that works. */
function news(
  object: ExternalSecret,
  path: PathFacts | undefined,
): { message?: string } {
  const changedAt = path?.knowledge?.changedAt;
  const { refreshedAt, rereads } = object;
  if (!changedAt || !refreshedAt || !isAfter(changedAt, refreshedAt)) return {};
  switch (rereads) {
    case 'by-interval':
      return {
        message: `A newer version is in Vault; it is read within ${
          object.refreshInterval ?? '1h'
        }.`,
      };
    case 'on-change':
      return {
        message:
          'A newer version is in Vault; it is read when somebody asks for it, or when the ExternalSecret changes (refreshPolicy OnChange).',
      };
    default:
      return {
        message:
          'A newer version is in Vault, and this ExternalSecret reads once only: change refreshPolicy or refreshInterval in Git.',
      };
  }
}

/** By whole seconds, which is all that the status of an ExternalSecret tells; within one, the value is what was read. */
function isAfter(changedAt: string, refreshedAt: string): boolean {
  const second = (time: string) => Math.floor(Date.parse(time) / 1_000);
  return second(changedAt) > second(refreshedAt);
}

function listed(keys: string[]): string {
  const shown = keys.slice(0, 5).join(', ');
  return keys.length > 5 ? `${shown} and ${keys.length - 5} more` : shown;
}
