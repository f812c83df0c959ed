export { secretFormsApiRef, type SecretFormsApi } from './secretFormsApiRef';
export { vaultApiRef } from './vaultApiRef';
