export { VaultClient } from './VaultClient';
export type {
  RotationQuery,
  SecretQuery,
  VaultApi,
  VaultRequestOptions,
} from './VaultApi';
