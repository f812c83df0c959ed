/**
 * The plugin for apps of the old frontend system.
 *
 * @packageDocumentation
 */

export { secretFormsApiRef, vaultApiRef, type SecretFormsApi } from './api';
export {
  EntityVaultCard,
  EntityVaultContent,
  isVaultAvailable,
  VaultPage,
  vaultPlugin,
} from './legacyPlugin';
export { vaultTranslationRef } from './translation';
