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
export { createFakeGrafana, type FakeGrafana } from './grafana/fake';
export {
  createFakeKubernetes,
  type FakeKubernetes,
  type MadeUpExternalSecret,
} from './kubernetes/fake';
export { createFakePrometheus, type FakePrometheus } from './prometheus/fake';
export { SANDBOX_TOKEN, startSandbox, type Sandbox } from './startSandbox';
export { createFakeVault, type FakeVault } from './vault/fake';
export { World } from './world';
