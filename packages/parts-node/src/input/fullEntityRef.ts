import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * The reference that an action was called with, or an `InputError` that says what is wanted.
 *
 * @public
 */
export function fullEntityRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `${JSON.stringify(
        text,
      )} is no full entity reference, such as component:payments/orders`,
    );
  }
}
