import type { Rotation } from '@idp/plugin-vault-common';
import { DAY_MS, type RotationRules } from '../config/readRotation';

/**
 * How old a secret may become, and whether it is older. The first class that the configuration knows decides; undefined
 * where nobody knows how old the secret is.
 */
export function rotationOf(
  secret: { changedAt?: string; classes: Array<string | undefined> },
  rules: RotationRules,
  now: number,
): Rotation | undefined {
  if (!secret.changedAt) return undefined;
  const name =
    secret.classes.find(
      item => item !== undefined && Object.hasOwn(rules.classes, item),
    ) ?? 'default';
  const maxAgeMs = rules.classes[name];
  const dueAt = Date.parse(secret.changedAt) + maxAgeMs;
  return {
    class: name,
    maxAgeDays: Math.round(maxAgeMs / DAY_MS),
    dueAt: new Date(dueAt).toISOString(),
    state: stateAt(dueAt, rules.dueSoonMs, now),
  };
}

function stateAt(
  dueAt: number,
  dueSoonMs: number,
  now: number,
): Rotation['state'] {
  if (now >= dueAt) return 'overdue';
  return now >= dueAt - dueSoonMs ? 'due-soon' : 'fresh';
}
