import type { Router } from 'express';
import type { Clock } from './clock';
import {
  createKubernetesRouter,
  EXTERNAL_SECRETS,
  portalAccount,
  RESOURCES,
  WatchLog,
  type Account,
} from './kubernetes';
import { createVaultRouter, loginRoles, portalPolicy } from './vault';
import type { Environment, Part } from './world';

/** Who has this token of the sandbox's Vault may do everything with it: an author of secrets, or a test. */
export const rootToken = (token: string) => `${token}-root`;

/** Puts the APIs of Vault and Kubernetes before an environment. The portal's rights are those of `kubernetes/`. */
export function serveSecrets(options: {
  environment: Environment;
  clock: Clock;
  token: string;
  serve: (part: Part, router: Router) => void;
}): void {
  const { environment, clock, token, serve } = options;
  serve(
    'vault',
    createVaultRouter({
      vault: environment.vault,
      tokens: { [token]: 'portal', [rootToken(token)]: 'root' },
      portalPolicy: portalPolicy(),
      roles: loginRoles(token),
    }),
  );
  const { cluster, faults } = environment;
  const account = portalAccount();
  serve(
    'kubernetes',
    createKubernetesRouter({
      log: new WatchLog(cluster),
      clock,
      accounts: () => ({
        [token]: faults.has('narrow-account') ? narrowed(account) : account,
      }),
      resources: () =>
        faults.has('no-external-secrets')
          ? RESOURCES.filter(({ group }) => group !== EXTERNAL_SECRETS)
          : RESOURCES,
    }),
  );
}

/** The account as it was before it could see what External Secrets does. */
function narrowed(account: Account): Account {
  return {
    ...account,
    rules: account.rules.filter(
      ({ apiGroups }) => !apiGroups.includes(EXTERNAL_SECRETS),
    ),
  };
}
