import {
  appProjectName,
  boundaryApplicationName,
  nameProblem,
  parseWorkloadId,
  tenantEntityRef,
  workloadEntityRef,
} from '@idp/platform-contract';
import type {
  ApplicationIdentity,
  ApplicationOwner,
  ApplicationOwnership,
} from '@idp/plugin-argocd-node';

/** The namespace of Argo CD, the only one in which the platform has Applications. */
const NAMESPACE = 'argocd';
/** The project of the platform itself and of the tenants' boundaries. */
const PLATFORM = 'platform';
const PLATFORM_ENTITY = 'system:default/platform';
const COMPONENT = /^platform--([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/**
 * Whose an Application is, by its name and its project. Both come from the GitOps repository's ApplicationSets and are in no
 * tenant's hand: nobody but Argo CD writes into its namespace. Labels are not asked.
 */
export class PlatformOwnership implements ApplicationOwnership {
  ownerOf({
    namespace,
    name,
    project,
  }: ApplicationIdentity): ApplicationOwner | undefined {
    if (namespace !== NAMESPACE) return undefined;
    if (project === PLATFORM) return ownerInPlatform(name);
    const workload = parseWorkloadId(name);
    // A name that says one tenant and a project that says another: nobody's.
    if (!workload || appProjectName(workload.tenant) !== project) {
      return undefined;
    }
    const { tenant } = workload;
    return {
      entityRefs: [
        workloadEntityRef(tenant, workload.workload),
        tenantEntityRef(tenant),
      ],
      group: tenant,
    };
  }
}

function ownerInPlatform(name: string): ApplicationOwner {
  const boundary = boundaryApplicationName('');
  const tenant = name.startsWith(boundary)
    ? name.slice(boundary.length)
    : undefined;
  if (tenant && !nameProblem('tenant', tenant)) {
    return { entityRefs: [tenantEntityRef(tenant)], group: tenant };
  }
  const component = COMPONENT.exec(name)?.[1];
  return {
    entityRefs: [
      // catalog-info.yaml has a Resource for each component, of its name
      ...(component ? [`resource:default/${component}`] : []),
      PLATFORM_ENTITY,
    ],
    group: PLATFORM,
  };
}
