import type { Entity } from '@backstage/catalog-model';
import {
  ENVIRONMENTS,
  hostOf,
  namespaceOf,
  tenantEntityRef,
  VAULT_MOUNT,
  workloadId,
  type EnvironmentName,
  type Release,
  type Workload,
} from '@idp/platform-contract';
import {
  ANNOTATION_BLUEPRINT,
  ANNOTATION_ENVIRONMENTS,
  ANNOTATION_PROBLEM,
  ANNOTATION_TENANT,
  ANNOTATION_WORKLOAD,
  annotationImage,
  locationAnnotations,
  type EntityOrigin,
} from './annotations';
import { UNKNOWN_OWNER } from './tenantEntity';

/** What Backstage calls the workloads of a blueprint, where that is not a service. */
const TYPES: Record<string, string> = { worker: 'worker', 'cron-job': 'job' };

/** By environment; null where the file is there, and cannot be read. */
export type Releases = Partial<Record<EnvironmentName, Release | null>>;

/**
 * A workload as a Component in the namespace of its tenant. Without the file's content it is made of its names alone;
 * `problem` says why.
 */
export function workloadEntity(options: {
  tenant: string;
  name: string;
  origin: EntityOrigin;
  workload?: Workload;
  /** The owner of the tenant. */
  tenantOwner?: string;
  releases: Releases;
  /** The domain of each environment that is known. */
  domains: Partial<Record<EnvironmentName, string>>;
  problem?: string;
}): Entity {
  const { tenant, name, origin, workload, releases, domains, problem } =
    options;
  const catalog = workload?.spec.catalog ?? {};
  const environments = ENVIRONMENTS.filter(
    environment => releases[environment] !== undefined,
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: tenant,
      ...(catalog.title && { title: catalog.title }),
      ...(catalog.description && { description: catalog.description }),
      annotations: {
        ...locationAnnotations(origin, catalog.sourceLocation),
        ...(catalog.techdocsRef && {
          'backstage.io/techdocs-ref': catalog.techdocsRef,
        }),
        ...annotationsOf(tenant, name, workload?.spec.blueprint),
        [ANNOTATION_ENVIRONMENTS]: environments.join(','),
        ...(workload && { [ANNOTATION_BLUEPRINT]: workload.spec.blueprint }),
        ...Object.fromEntries(
          environments.flatMap(environment => {
            const image = releases[environment]?.spec.image;
            return image ? [[annotationImage(environment), image]] : [];
          }),
        ),
        ...(problem && { [ANNOTATION_PROBLEM]: problem }),
      },
      ...(catalog.tags?.length && { tags: catalog.tags }),
      links: [
        ...environments.flatMap(environment => {
          const domain = domains[environment];
          return domain
            ? [
                {
                  url: `https://${hostOf(tenant, name, domain)}`,
                  title: `In ${environment}`,
                  icon: 'web',
                },
              ]
            : [];
        }),
        ...(catalog.links ?? []),
      ],
    },
    spec: {
      type: TYPES[workload?.spec.blueprint ?? ''] ?? 'service',
      lifecycle: catalog.lifecycle ?? 'production',
      owner: workload?.spec.owner ?? options.tenantOwner ?? UNKNOWN_OWNER,
      system: tenantEntityRef(tenant),
      ...(catalog.providesApis && { providesApis: catalog.providesApis }),
      ...(catalog.consumesApis && { consumesApis: catalog.consumesApis }),
      ...(catalog.dependsOn && { dependsOn: catalog.dependsOn }),
    },
  };
}

/** What other plugins find the workload by; all of it follows from its names. */
function annotationsOf(
  tenant: string,
  name: string,
  blueprint: string | undefined,
): Record<string, string> {
  const id = workloadId(tenant, name);
  const namespace = namespaceOf(tenant);
  return {
    [ANNOTATION_TENANT]: tenant,
    [ANNOTATION_WORKLOAD]: name,
    'backstage.io/kubernetes-id': id,
    'backstage.io/kubernetes-namespace': namespace,
    'backstage.io/kubernetes-label-selector': `app.kubernetes.io/instance=${id}`,
    'argocd/app-name': id,
    'argocd/project-name': tenant,
    'vault.io/secrets-path': `${namespace}/${name}`,
    'vault.io/secrets-engine': VAULT_MOUNT,
    // Its blueprint's, and those that carry the names of its tenant and its own
    'grafana/dashboard-selector': `(${[
      "tags @> 'workload'",
      ...(blueprint ? [`tags @> '${blueprint}'`] : []),
    ].join(' && ')}) || (tags @> '${tenant}' && tags @> '${name}')`,
    'grafana/alert-label-selector': `namespace=${namespace},workload=${name}`,
  };
}
