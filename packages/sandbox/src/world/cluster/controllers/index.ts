import type { SecretPaths } from '../SecretPaths';
import type { ControllerParts } from './Controller';
import { runDeployments } from './deployments';
import { runExternalSecrets } from './externalSecrets';
import { runNetwork } from './network';

/** Everything that works in a cluster beside Argo CD. */
export function runControllers(
  parts: ControllerParts,
  paths: SecretPaths,
): void {
  runDeployments(parts);
  runExternalSecrets(parts, paths);
  runNetwork(parts);
}
