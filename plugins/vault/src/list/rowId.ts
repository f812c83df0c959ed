import type { SecretRow } from '@idp/plugin-vault-common';
import { secretId } from '../model/paths';

/** Tells rows apart: one path may be one entity's, and claimed by others. */
export const rowId = ({ ref, finding, entityRef }: SecretRow): string =>
  finding === 'foreign' ? `${secretId(ref)}#${entityRef}` : secretId(ref);
