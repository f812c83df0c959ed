import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  nameProblem,
  namespaceOf,
  tenantEntityRef,
  workloadEntityRef,
} from '@idp/platform-contract';
import type { EntityScope, EntityScopes } from '@idp/plugin-grafana-node';

const PLATFORM_ENTITY = 'system:default/platform';
/** As catalog-backend-module-tenants writes them; what they say decides the panels, and nothing about whose anything is. */
const BLUEPRINT = 'platform.idp/blueprint';
const ENVIRONMENTS = 'platform.idp/environments';
/** Blueprints whose panels are those of another kind. */
const KINDS: Record<string, EntityScope['kind']> = {
  worker: 'worker',
  'cron-job': 'job',
  job: 'job',
};
/** The groups of kubernetes/monitoring that watch every workload, and every tenant. */
const WORKLOAD_RULES = ['workloads'];
const TENANT_RULES = ['tenants', 'workloads'];
const PLATFORM_DASHBOARDS = [
  'platform-health',
  'platform-gitops',
  'platform-secrets',
  'platform-logs',
];

/**
 * What is measured of the platform's entities, by the contract: a workload is measured in the namespace of its tenant, which
 * is the namespace of its entity. Annotations are not asked: their author could write another tenant's.
 */
export class PlatformScopes implements EntityScopes {
  scopeOf(entity: Entity): EntityScope | undefined {
    const { name, namespace = DEFAULT_NAMESPACE } = entity.metadata;
    const ref = stringifyEntityRef(entity).toLowerCase();
    if (ref === PLATFORM_ENTITY) {
      return {
        kind: 'platform',
        dashboards: { uids: PLATFORM_DASHBOARDS, variables: {} },
      };
    }
    if (isTenant(name) && ref === tenantEntityRef(name)) {
      return tenantScope(name);
    }
    if (
      isTenant(namespace) &&
      !nameProblem('workload', name) &&
      ref === workloadEntityRef(namespace, name)
    ) {
      return workloadScope(namespace, name, entity.metadata.annotations ?? {});
    }
    return undefined;
  }

  ownersOf({
    namespace,
    workload,
  }: Readonly<Record<string, string>>): string[] {
    const tenant = tenantOf(namespace);
    // What no tenant has is the platform's: its rules speak of its own namespaces, or of none.
    if (!tenant) return [PLATFORM_ENTITY];
    return [
      ...(workload && !nameProblem('workload', workload)
        ? [workloadEntityRef(tenant, workload)]
        : []),
      tenantEntityRef(tenant),
    ];
  }
}

function tenantScope(tenant: string): EntityScope {
  const namespace = namespaceOf(tenant);
  return {
    kind: 'tenant',
    namespace,
    ruleGroups: TENANT_RULES,
    dashboards: { uids: ['tenant-boundary'], variables: { namespace } },
  };
}

function workloadScope(
  tenant: string,
  workload: string,
  annotations: Readonly<Record<string, string>>,
): EntityScope {
  const namespace = namespaceOf(tenant);
  const blueprint = annotations[BLUEPRINT] ?? 'web-service';
  const environments = (annotations[ENVIRONMENTS] ?? '')
    .split(',')
    .filter(name => name !== '');
  return {
    kind: Object.hasOwn(KINDS, blueprint) ? KINDS[blueprint] : 'web-service',
    namespace,
    workload,
    ...(environments.length > 0 && { environments }),
    ruleGroups: WORKLOAD_RULES,
    dashboards: {
      uids: [`blueprint-${blueprint}`],
      variables: { namespace, workload },
    },
  };
}

const PREFIX = namespaceOf('');

function tenantOf(namespace: string | undefined): string | undefined {
  if (!namespace?.startsWith(PREFIX)) return undefined;
  const tenant = namespace.slice(PREFIX.length);
  return isTenant(tenant) ? tenant : undefined;
}

function isTenant(name: string): boolean {
  return !nameProblem('tenant', name);
}
