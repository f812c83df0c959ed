import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { SecretState } from '@idp/plugin-vault-common';
import { object, time } from '@idp/upstream/wire';
import { CLASS } from '../config/readRotation';
import { count, text } from './read';

/** What is kept of a secret's metadata: times, numbers and two words that are checked. Times are ISO 8601, UTC. */
export interface SecretFacts {
  state: SecretState;
  reason?: string;
  current?: number;
  oldest?: number;
  createdAt?: string;
  changedAt?: string;
  deletedAt?: string;
  /** Full reference of a group, by `custom_metadata.owner`. */
  owner?: string;
  /** By `custom_metadata.rotation-class`. */
  rotationClass?: string;
}

/** Reads the answer of `<mount>/metadata/<path>`. */
export function parseMetadata(answer: unknown): SecretFacts {
  const data = object(object(answer).data);
  const versions = object(data.versions);
  const numbers = Object.keys(versions)
    .map(Number)
    .filter(number => Number.isSafeInteger(number) && number > 0);
  const current = count(data.current_version) ?? 0;
  const custom = object(data.custom_metadata);
  const named = {
    createdAt: time(data.created_time),
    owner: ownerIn(custom.owner),
    rotationClass: classIn(custom['rotation-class']),
  };
  const version = object(versions[String(current)]);
  // Metadata may be written before the first version is.
  if (current === 0 || numbers.length === 0) {
    return { state: 'missing', ...named };
  }
  const deletedAt = time(version.deletion_time);
  return {
    state: version.destroyed === true ? 'destroyed' : 'present',
    current,
    oldest: Math.min(...numbers, current),
    changedAt: time(version.created_time) ?? time(data.updated_time),
    deletedAt,
    ...named,
  };
}

/** Whether it is there at this moment: a version may be deleted by the clock. */
export function stateAt(
  { state, deletedAt }: Pick<SecretFacts, 'state' | 'deletedAt'>,
  now: number,
): SecretState {
  return state === 'present' && deletedAt && Date.parse(deletedAt) <= now
    ? 'deleted'
    : state;
}

function ownerIn(value: unknown): string | undefined {
  const owner = text(value, 200);
  // A name without its kind could mean a person or a group.
  if (!owner || !/^group:[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/i.test(owner)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(owner)).toLowerCase();
  } catch {
    return undefined;
  }
}

function classIn(value: unknown): string | undefined {
  const name = text(value, 63);
  return name && CLASS.test(name) ? name : undefined;
}
