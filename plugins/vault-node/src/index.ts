/**
 * Extension points of the Vault backend: whose a path is, and whose an ExternalSecret is
 *
 * @packageDocumentation
 */

export { vaultExtensionPoint, type VaultExtensionPoint } from './extensions';
export type {
  NamespaceOwnership,
  PathIdentity,
  PathOwner,
  PathOwnership,
  PathPrefix,
} from './ownership';
