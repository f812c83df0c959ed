export type { ArgoCDView, ManagedResource, ResourceNode } from './ArgoCDView';
export { ARGOCD_VERSION, createArgoCDRouter } from './createArgoCDRouter';
export { worldView } from './worldView';
export { createFakeArgoCD, type FakeArgoCD, type RequestCounts } from './fake';
