export {
  KeyValueEngine,
  type SecretData,
  type SecretEntry,
  type SecretVersion,
} from './KeyValueEngine';
export { madeUpData } from './madeUpData';
export { seedVault } from './seedVault';
export { MOUNT, Vault, VAULT_FAULTS, type VaultFault } from './Vault';
