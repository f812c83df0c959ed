import { birth } from './gitops/birth';
import { drift } from './gitops/drift';
import { mergeToSynced } from './gitops/mergeToSynced';
import { offboarding } from './gitops/offboarding';
import { tenantBoundary } from './gitops/tenantBoundary';
import { manifests } from './kube/manifests';
import { policyFixtures } from './kube/policyFixtures';
import type { Step } from './types';

/** All steps, in the order in which those of a profile run. */
export const steps: Step[] = [
  policyFixtures,
  manifests,
  birth,
  mergeToSynced,
  drift,
  tenantBoundary,
  offboarding,
];
