import { manifests } from './kube/manifests';
import { policyFixtures } from './kube/policyFixtures';
import type { Step } from './types';

/** All steps, in the order in which those of a profile run. */
export const steps: Step[] = [policyFixtures, manifests];
