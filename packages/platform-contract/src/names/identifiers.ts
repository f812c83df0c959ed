/** Every name that is put together from others. */

import { nameProblem } from './nameProblem';

/** @public */
export const CONTRACT_API_VERSION = 'platform.idp/v1alpha1';

/** @public */
export type EnvironmentName = 'local' | 'eks';

/** @public */
export const ENVIRONMENTS: readonly EnvironmentName[] = ['local', 'eks'];

/** @public */
export const QUOTA_CLASSES = ['small', 'medium', 'large'] as const;

/** @public */
export type QuotaClass = (typeof QUOTA_CLASSES)[number];

/**
 * The Kubernetes namespace of a tenant, and its prefix in Vault: `tenant-payments`.
 *
 * @public
 */
export const namespaceOf = (tenant: string) => `tenant-${tenant}`;

/**
 * The one id of a workload, for its Application, label and host: `payments--orders`.
 *
 * @public
 */
export const workloadId = (tenant: string, workload: string) =>
  `${tenant}--${workload}`;

/**
 * Both names of a {@link workloadId}; undefined when it is none.
 *
 * @public
 */
export function parseWorkloadId(
  id: string,
): { tenant: string; workload: string } | undefined {
  const [tenant, workload, ...rest] = id.split('--');
  return rest.length === 0 &&
    !nameProblem('tenant', tenant) &&
    !nameProblem('workload', workload)
    ? { tenant, workload }
    : undefined;
}

/**
 * The Argo CD Application of a tenant's boundary: `tenant--payments`.
 *
 * @public
 */
export const boundaryApplicationName = (tenant: string) => `tenant--${tenant}`;

/**
 * The Argo CD AppProject of a tenant: `payments`.
 *
 * @public
 */
export const appProjectName = (tenant: string) => tenant;

/**
 * The host of a workload: `payments--orders.apps.example.com`.
 *
 * @public
 */
export const hostOf = (tenant: string, workload: string, domain: string) =>
  `${workloadId(tenant, workload)}.${domain}`;

/**
 * The KV v2 mount of every tenant's secrets.
 *
 * @public
 */
export const VAULT_MOUNT = 'kv';

/**
 * The path in {@link VAULT_MOUNT}: `tenant-payments/orders/database`.
 *
 * @public
 */
export const vaultPath = (tenant: string, workload: string, secret: string) =>
  `${namespaceOf(tenant)}/${workload}/${secret}`;

/**
 * The SecretStore of every tenant's namespace.
 *
 * @public
 */
export const SECRET_STORE = 'vault';

/**
 * The ExternalSecret and its target Secret: `orders--database`.
 *
 * @public
 */
export const externalSecretName = (workload: string, secret: string) =>
  `${workload}--${secret}`;

/**
 * The workload's own ConfigMap, before kustomize adds its hash: `orders--config`.
 *
 * @public
 */
export const configMapName = (workload: string) => `${workload}--config`;

/**
 * The tenant as a catalog entity.
 *
 * @public
 */
export const tenantEntityRef = (tenant: string) => `system:default/${tenant}`;

/**
 * The workload as a catalog entity; its tenant is its namespace.
 *
 * @public
 */
export const workloadEntityRef = (tenant: string, workload: string) =>
  `component:${tenant}/${workload}`;
