export type { RequestCounts } from './Counts';
export { createFakeArgoCD, type FakeArgoCD } from './createFakeArgoCD';
