export { portalAccount, type AccessRule, type Account } from './access';
export { createKubernetesRouter } from './createKubernetesRouter';
export { EXTERNAL_SECRETS, RESOURCES, type Resource } from './resources';
export { WatchLog } from './WatchLog';
