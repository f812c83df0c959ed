import { birth } from './gitops/birth';
import { drift } from './gitops/drift';
import { mergeToSynced } from './gitops/mergeToSynced';
import { offboarding } from './gitops/offboarding';
import { record } from './gitops/record';
import { tenantBoundary } from './gitops/tenantBoundary';
import { manifests } from './kube/manifests';
import { policyFixtures } from './kube/policyFixtures';
import { alert } from './observability/alert';
import { isolation } from './observability/isolation';
import { logs } from './observability/logs';
import { recordObserved } from './observability/record';
import { signals } from './observability/signals';
import { portalBirth } from './portal/birth';
import { portalDrift } from './portal/drift';
import { inChromium } from './portal/chromium/inChromium';
import { narrowAccount } from './portal/narrowAccount';
import { observed } from './portal/observed';
import { onboard } from './portal/onboard';
import { portalRestarts } from './portal/restarts';
import { restore } from './portal/restore';
import { rotation } from './portal/rotation';
import { release } from './portal/release';
import { whoseChange } from './portal/whoseChange';
import { workload } from './portal/workload';
import { begin } from './secrets/begin';
import { vaultBoundaries } from './secrets/boundaries';
import { delivery } from './secrets/delivery';
import { recordVault } from './secrets/record';
import { recordKubernetes } from './secrets/recordKubernetes';
import { vaultRestart } from './secrets/restart';
import type { Step } from './types';

/** All steps, in the order in which those of a profile run. */
export const steps: Step[] = [
  policyFixtures,
  manifests,
  birth,
  record,
  mergeToSynced,
  drift,
  tenantBoundary,
  offboarding,
  begin,
  delivery,
  vaultBoundaries,
  recordVault,
  recordKubernetes,
  vaultRestart,
  signals,
  alert,
  logs,
  isolation,
  recordObserved,
  portalBirth,
  onboard,
  workload,
  release,
  whoseChange,
  observed,
  portalDrift,
  narrowAccount,
  inChromium,
  rotation,
  portalRestarts,
  restore,
];
