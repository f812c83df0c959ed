import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { NamespaceOwnership, PathOwnership } from './ownership';

/**
 * Where a module of the Vault backend says what it knows of paths and namespaces. The first that knows decides; modules come
 * before the configuration.
 *
 * @public
 */
export interface VaultExtensionPoint {
  addPathOwnership(ownership: PathOwnership): void;
  addNamespaceOwnership(ownership: NamespaceOwnership): void;
}

/** @public */
export const vaultExtensionPoint = createExtensionPoint<VaultExtensionPoint>({
  id: 'idp-vault',
});
