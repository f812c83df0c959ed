import type { Entity } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SecretRef } from '@idp/plugin-vault-common';

/**
 * Knows where a secret is added and rotated by a change in Git, such as the forms of golden paths. A portal that has such
 * things provides it; the plugin itself knows of none. No form takes a value.
 *
 * @public
 */
export interface SecretFormsApi {
  /** The address of the form that adds a secret to an entity; undefined where there is none for it. */
  addLink(options: { entity: Entity }): string | undefined;
  /** The address of the form that rotates a secret, filled in; undefined where there is none for it. */
  rotateLink(options: {
    /** The entity that the secret belongs to. */
    entityRef: string;
    secret: SecretRef;
  }): string | undefined;
}

/**
 * To offer the ways to add and to rotate a secret.
 *
 * @public
 */
export const secretFormsApiRef = createApiRef<SecretFormsApi>({
  id: 'plugin.idp-vault.secret-forms',
});
