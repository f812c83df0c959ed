/**
 * Evaluates ValidatingAdmissionPolicies without a cluster: the same texts, pure, without I/O.
 *
 * @packageDocumentation
 */

export { compilePolicies, PolicyError, type PolicySet } from './compile';
export { evaluatePolicies, type Violation } from './evaluate';
export { readFixture, type Fixture } from './fixture';
export { matchesPolicy } from './match';
export { reviewOf, serviceAccount } from './review';
export { tenantRefusals, type Refusal } from './tenantRefusals';
export type {
  AdmissionRequest,
  KubernetesObject,
  Operation,
  UserInfo,
} from './types';
export { withVariables } from './withVariables';
