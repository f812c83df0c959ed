import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * The group that a rule of the configuration names as owner, as a full reference. `where` is the key of the rule.
 *
 * @public
 */
export function readOwner(text: string, where: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text, { defaultKind: 'group' }));
  } catch {
    throw new Error(
      `${where}.owner is '${text}': write a full reference, such as group:default/payments`,
    );
  }
}
