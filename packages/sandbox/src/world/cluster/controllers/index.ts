import type { Vault } from '../../vault';
import type { ControllerParts } from './Controller';
import { runDeployments } from './deployments';
import { runExternalSecrets } from './externalSecrets';
import { runNetwork } from './network';

export { askedFor } from './externalSecrets';

/** Everything that works in a cluster beside Argo CD. */
export function runControllers(parts: ControllerParts, vault: Vault): void {
  runDeployments(parts);
  runExternalSecrets(parts, vault);
  runNetwork(parts);
}
