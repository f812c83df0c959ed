import type { EntitySecret, SecretRef } from '@idp/plugin-vault-common';
import { standingOf, urgency, type Standing } from './order';

/** One path of an entity, with what each Vault that has it, or ought to, knows of it. */
export interface SecretPath {
  /** Mount and path; stands in addresses. */
  id: string;
  /** What most of the copies have in common. */
  first: EntitySecret;
  /** One a Vault, by its name. */
  copies: EntitySecret[];
  /** The most urgent of all copies. */
  standing: Standing;
}

/** Mount and path, as people write them: `kv/team/service/secret`. */
export function pathId({ mount, path }: Pick<SecretRef, 'mount' | 'path'>) {
  return `${mount}/${path}`;
}

/** Tells apart every secret of every Vault. */
export function secretId(ref: SecretRef): string {
  return `${ref.server}:${pathId(ref)}`;
}

/** The last part of a path, by which people call the secret. */
export function shortName(path: string): string {
  return path.replace(/\/$/, '').split('/').pop() || path;
}

/** The secrets by path, what somebody has to do something about first. */
export function pathsOf(secrets: readonly EntitySecret[]): SecretPath[] {
  const byPath = new Map<string, EntitySecret[]>();
  for (const secret of secrets) {
    const id = pathId(secret.ref);
    byPath.set(id, [...(byPath.get(id) ?? []), secret]);
  }
  const paths = [...byPath].map(([id, found]): SecretPath => {
    const copies = [...found].sort((a, b) =>
      a.ref.server.localeCompare(b.ref.server, 'en'),
    );
    const [standing] = copies
      .map(standingOf)
      .sort((a, b) => urgency(a) - urgency(b));
    return { id, first: copies[0], copies, standing };
  });
  return paths.sort(
    (a, b) =>
      urgency(a.standing) - urgency(b.standing) ||
      a.id.localeCompare(b.id, 'en'),
  );
}
