/**
 * Which secrets an entity has in Vault, how old they are, and whether they have arrived; never a value
 *
 * @packageDocumentation
 */

export { secretFormsApiRef, vaultApiRef, type SecretFormsApi } from './api';
export { vaultPlugin as default } from './plugin';
export { vaultTranslationRef } from './translation';
