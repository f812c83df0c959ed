import type { Bed } from '../../bed/Bed';
import { serviceAccount } from '../../kube/accounts';
import type { KubeObject } from '../../kube/types';
import type { Understudy } from '../../kube/understudies';
import { vault } from './service';
import { signInToVault } from './signIn';

const redhatcop = 'redhatcop.redhat.io/v1alpha1';

/**
 * vault-config-operator: writes the policy and the group of each boundary to Vault, by its own account and with the rights
 * that this account has there. A group's alias waits for the sign-in of people, which the bed's Vault has not.
 */
export function vaultConfigUnderstudies(bed: Bed): Understudy[] {
  const done = new Map<string, string>();
  const once = (object: KubeObject, write: () => Promise<unknown>) => {
    const { uid = '', generation = 0 } = object.metadata;
    const version = String(generation);
    if (done.get(uid) !== version) {
      done.set(uid, version);
      write().catch(() => done.delete(uid));
    }
    return undefined;
  };
  return [
    {
      of: { apiVersion: redhatcop, kind: 'Policy' },
      plays: 'vault-config-operator, which writes policies',
      status: object =>
        once(object, async () =>
          bed
            .take(vault)
            .client.do('PUT', `sys/policies/acl/${object.metadata.name}`, {
              token: await configToken(bed),
              body: { policy: object.spec.policy },
            }),
        ),
    },
    {
      of: { apiVersion: redhatcop, kind: 'Group' },
      plays: 'vault-config-operator, which writes groups',
      status: object =>
        once(object, async () =>
          bed
            .take(vault)
            .client.do('POST', `identity/group/name/${object.metadata.name}`, {
              token: await configToken(bed),
              body: { type: object.spec.type, policies: object.spec.policies },
            }),
        ),
    },
  ];
}

/** What vault-config's account gets when it signs in. */
export async function configToken(bed: Bed): Promise<string> {
  const account = serviceAccount({ name: 'vault-config', namespace: 'vault' });
  if (!(await bed.kube.get(account, 'vault-config', 'vault')))
    await bed.kube.apply(account);
  const jwt = await bed.kube.token('vault', 'vault-config');
  return signInToVault(bed, 'vault-config', jwt);
}
