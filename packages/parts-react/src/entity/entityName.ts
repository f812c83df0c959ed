import { parseEntityRef } from '@backstage/catalog-model';

/**
 * The parts of a full reference, as the catalog's addresses have them; undefined for what is no reference.
 *
 * @public
 */
export function entityParts(
  ref: string,
): { kind: string; namespace: string; name: string } | undefined {
  try {
    const { kind, namespace, name } = parseEntityRef(ref);
    return { kind: kind.toLocaleLowerCase('en-US'), namespace, name };
  } catch {
    return undefined;
  }
}

/**
 * What people call it: a workload with its tenant, everything of the default namespace by its name alone.
 *
 * @public
 */
export function entityName(ref: string): string {
  const parts = entityParts(ref);
  if (!parts) return ref;
  return parts.namespace === 'default'
    ? parts.name
    : `${parts.namespace}/${parts.name}`;
}
