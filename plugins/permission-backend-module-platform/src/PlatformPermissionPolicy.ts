import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityRefreshPermission,
  RESOURCE_TYPE_CATALOG_ENTITY,
} from '@backstage/plugin-catalog-common/alpha';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  taskCreatePermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  argocdRefreshPermission,
  argocdSyncPermission,
} from '@idp/plugin-argocd-common';
import { changesMergePermission } from '@idp/plugin-changes-common';
import { grafanaLogsReadPermission } from '@idp/plugin-grafana-common';
import { vaultRefreshPermission } from '@idp/plugin-vault-common';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** What everybody who is signed in may do beside reading. A golden path only ever opens a pull request. */
const forEverybody = [
  catalogEntityRefreshPermission,
  taskCreatePermission,
  actionExecutePermission,
];

/** What an owner may do with what they own, beside reading. */
const forOwners = [
  changesMergePermission,
  argocdRefreshPermission,
  argocdSyncPermission,
  vaultRefreshPermission,
];

/**
 * Who may do what: everybody reads and runs golden paths, an owner decides about what they own, and the administrators'
 * groups do the rest. What no line here names is allowed where it only reads, else it is an administrator's.
 */
export class PlatformPermissionPolicy implements PermissionPolicy {
  constructor(private readonly adminGroups: string[]) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return deny;
    const { ownershipEntityRefs, userEntityRef } = user.info;
    if (ownershipEntityRefs.some(ref => this.adminGroups.includes(ref))) {
      return allow;
    }
    // A way to a cluster's API past everything that is shown of it.
    if (isPermission(permission, kubernetesProxyPermission)) return deny;
    if (forEverybody.some(one => isPermission(permission, one))) return allow;
    if (
      forOwners.some(one => isPermission(permission, one)) &&
      isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)
    ) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
      );
    }
    // Lines may hold what people typed, so not everybody reads them who sees how a workload is.
    if (isPermission(permission, grafanaLogsReadPermission)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({
          claims: withMembers(ownershipEntityRefs),
        }),
      );
    }
    // What somebody typed into a form, and the log of what came of it.
    if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
      return createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
      );
    }
    return permission.attributes.action === 'read' ? allow : deny;
  }
}

/** Who is in `<owner>-members` may look as its owner may: docs/adr/0009-members-by-name.md. */
function withMembers(claims: string[]): string[] {
  return [
    ...new Set([
      ...claims,
      ...claims
        .filter(ref => /^group:.+-members$/.test(ref))
        .map(ref => ref.replace(/-members$/, '')),
    ]),
  ];
}
