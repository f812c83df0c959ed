/**
 * Stand-ins for a laptop; never in production code
 *
 * @packageDocumentation
 */

export {
  createFakeArgoCD,
  type FakeArgoCD,
  type RequestCounts,
} from './argocd';
export { ManualClock, systemClock, type Clock } from './clock';
export { SANDBOX_TOKEN, startSandbox, type Sandbox } from './startSandbox';
export { World } from './world';
