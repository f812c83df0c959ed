import { createHash } from 'node:crypto';

/** What the catalog takes for a name. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const LONGEST = 63;
/** A group's own name must not have what joins the names of nested ones. */
const GROUP = /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/;

/**
 * The entity's name of a group, by its path in Keycloak: `/payments` is `payments`, `/payments/leads` is
 * `payments.leads`. A group below another so never has the name of one at the top, and its members are not taken for that
 * one's. Undefined where a name is none for the catalog.
 */
export function groupName(path: string | undefined): string | undefined {
  const names = (path ?? '').split('/').slice(1);
  const name = names.join('.');
  const isGood =
    names.length > 0 &&
    names.every(part => GROUP.test(part)) &&
    name.length <= LONGEST;
  return isGood ? name : undefined;
}

/** The parent of a group with this entity name. */
export function parentOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : name.slice(0, dot);
}

/** The entity's name of a person: the name in Keycloak, or what comes near it where that is none for the catalog. */
export function userName(username: string): string {
  if (NAME.test(username) && username.length <= LONGEST) return username;
  const plain = username
    .replace(/[^A-Za-z0-9_.-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 50);
  // Two names that come near the same stay two.
  const digest = createHash('sha256').update(username).digest('hex');
  return `${plain || 'person'}-${digest.slice(0, 8)}`;
}
