import { object } from '@idp/upstream/wire';

/** Readers of objects that anybody may have written: what is not as expected is as if it were not there. */

export type Fields = Record<string, unknown>;

/** At most so many: nobody looks at more, and memory has an end. */
export function list(value: unknown, most = 200): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** A text that is not empty; one that is too long is none, as half of a name names something else. */
export function text(value: unknown, most = 512): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= most
    ? value
    : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** A time as ISO 8601 in UTC. */
export function time(value: unknown): string | undefined {
  const ms = Date.parse(text(value, 64) ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** A reason of a condition, one word such as `SecretSyncedError`; anything else is none. */
export function word(value: unknown): string | undefined {
  const found = text(value, 64);
  return found && /^[A-Za-z][A-Za-z0-9]*$/.test(found) ? found : undefined;
}

const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** The name of an object, as Kubernetes allows it. */
export function nameText(value: unknown): string | undefined {
  const found = text(value, 253);
  return found && NAME.test(found) ? found : undefined;
}

export interface Identity {
  /** Empty for what is the cluster's. */
  namespace: string;
  name: string;
  resourceVersion: string;
}

/** Who an object is; undefined where it does not say so. */
export function identityOf(wire: unknown): Identity | undefined {
  const { name, namespace, resourceVersion } = object(object(wire).metadata);
  const found = nameText(name);
  if (!found) return undefined;
  if (namespace !== undefined && namespace !== '' && !nameText(namespace)) {
    return undefined;
  }
  return {
    name: found,
    namespace: nameText(namespace) ?? '',
    resourceVersion: text(resourceVersion) ?? '',
  };
}

const MOST_LABELS = 64;

export function labelsOf(wire: unknown): Record<string, string> {
  const labels = object(object(object(wire).metadata).labels);
  return Object.fromEntries(
    Object.entries(labels)
      .slice(0, MOST_LABELS)
      .filter(
        (entry): entry is [string, string] =>
          entry[0].length <= 317 && text(entry[1], 63) !== undefined,
      ),
  );
}

/** The condition `Ready`, without its message, which may quote what it is about. */
export interface Ready {
  status: boolean | undefined;
  reason?: string;
}

export function conditionReady(wire: unknown): Fields | undefined {
  return list(object(object(wire).status).conditions, 20)
    .map(object)
    .find(({ type }) => type === 'Ready');
}

export function readyOf(wire: unknown): Ready | undefined {
  const condition = conditionReady(wire);
  if (!condition) return undefined;
  const { status } = condition;
  const known = status === 'True' || status === 'False';
  const reason = word(condition.reason);
  return {
    status: known ? status === 'True' : undefined,
    ...(reason && { reason }),
  };
}
