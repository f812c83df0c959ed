import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'permission.platform.adminGroups';

/** The groups that administer the platform, as full references in lower case. Without the key there are none. */
export function readAdminGroups(config: Config): string[] {
  return (config.getOptionalStringArray(KEY) ?? []).map(text => {
    let ref;
    try {
      ref = parseEntityRef(text);
    } catch {
      ref = undefined;
    }
    if (ref?.kind.toLocaleLowerCase('en-US') !== 'group') {
      throw new InputError(
        `${KEY} names '${text}': write the full reference of a group, such as group:default/platform`,
      );
    }
    return stringifyEntityRef(ref);
  });
}
