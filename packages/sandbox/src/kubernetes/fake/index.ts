export {
  createFakeKubernetes,
  type FakeKubernetes,
} from './createFakeKubernetes';
export type { MadeUpExternalSecret } from './madeUpObjects';
