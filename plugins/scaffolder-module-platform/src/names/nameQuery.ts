import {
  nameProblem,
  namespaceOf,
  workloadId,
  VAULT_MOUNT,
  vaultPath,
} from '@idp/platform-contract';

/** What a PlatformName field names, from its `ui:options`. */
export interface NameOptions {
  kind: 'tenant' | 'workload' | 'secret';
  /** The field of the form that holds the tenant's name. */
  tenantField?: string;
  /** The field of the form that holds the workload's name. */
  workloadField?: string;
}

/** What the backend is asked: the name in question is the last one given. */
export interface NameQuery {
  tenant: string;
  workload?: string;
  secret?: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The question for a name; undefined while it is malformed or while what it belongs to is not chosen yet. */
export function nameQueryOf(
  name: string,
  options: NameOptions,
  form: Record<string, unknown>,
): NameQuery | undefined {
  const { kind, tenantField = 'tenant', workloadField = 'workload' } = options;
  if (nameProblem(kind, name)) return undefined;
  if (kind === 'tenant') return { tenant: name };
  const tenant = text(form[tenantField]);
  if (nameProblem('tenant', tenant)) return undefined;
  if (kind === 'workload') return { tenant, workload: name };
  const workload = text(form[workloadField]);
  if (nameProblem('workload', workload)) return undefined;
  return { tenant, workload, secret: name };
}

/** The names that follow from a query, to be shown under the field. */
export function derivedNames(
  query: NameQuery,
): Array<{ label: string; value: string }> {
  const { tenant, workload, secret } = query;
  if (workload && secret) {
    return [
      {
        label: 'Path in Vault',
        value: `${VAULT_MOUNT}/${vaultPath(tenant, workload, secret)}`,
      },
    ];
  }
  if (workload) {
    return [
      { label: 'Application', value: workloadId(tenant, workload) },
      {
        label: 'Host',
        value: `${workloadId(tenant, workload)}.<domain>`,
      },
    ];
  }
  return [
    { label: 'Namespace', value: namespaceOf(tenant) },
    {
      label: 'Paths in Vault',
      value: `${VAULT_MOUNT}/${namespaceOf(tenant)}/`,
    },
  ];
}
