import {
  nameProblem,
  tenantEntityRef,
  workloadEntityRef,
} from '@idp/platform-contract';
import type { NamespaceOwnership } from '@idp/plugin-vault-node';
import { looksLikeTenant, tenantOfNamespace } from './pathParts';

/**
 * Whose an ExternalSecret is: its namespace says the tenant, and its name, `<workload>--<secret>`, the workload. The policy
 * tenant-external-secrets holds both to the paths of that tenant. Labels are not asked.
 */
export class PlatformNamespaces implements NamespaceOwnership {
  ownerOf({ name, namespace }: { name: string; namespace: string }) {
    if (!looksLikeTenant(namespace)) {
      return { entityRefs: ['system:default/platform'], group: 'platform' };
    }
    const tenant = tenantOfNamespace(namespace);
    if (!tenant) return undefined;
    const [workload, secret, ...rest] = name.split('--');
    const isWorkload =
      rest.length === 0 &&
      !nameProblem('workload', workload) &&
      secret !== undefined &&
      !nameProblem('secret', secret);
    return {
      entityRefs: [
        ...(isWorkload ? [workloadEntityRef(tenant, workload)] : []),
        tenantEntityRef(tenant),
      ],
      group: tenant,
    };
  }
}
