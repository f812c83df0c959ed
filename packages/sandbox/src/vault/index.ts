export { loginRoles, type LoginRole } from './authRoutes';
export { createVaultRouter } from './createVaultRouter';
export { readPolicy, type Rule } from './policies';
export { portalPolicy } from './portalPolicy';
export { VAULT_VERSION } from './sysRoutes';
