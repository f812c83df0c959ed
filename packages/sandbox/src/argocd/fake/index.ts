export type { RequestCounts } from '../../fakes';
export { createFakeArgoCD, type FakeArgoCD } from './createFakeArgoCD';
