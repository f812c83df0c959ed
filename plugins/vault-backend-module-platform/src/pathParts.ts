import { nameProblem, namespaceOf } from '@idp/platform-contract';

const NAMESPACE = namespaceOf('');

/** The tenant that a namespace, or a prefix in Vault, is of; undefined where it is no tenant's. */
export function tenantOfNamespace(namespace: string): string | undefined {
  if (!namespace.startsWith(NAMESPACE)) return undefined;
  const tenant = namespace.slice(NAMESPACE.length);
  return nameProblem('tenant', tenant) ? undefined : tenant;
}

/** Whether a namespace has a tenant's form, if with a name that no tenant has. */
export function looksLikeTenant(namespace: string): boolean {
  return namespace.startsWith(NAMESPACE);
}
