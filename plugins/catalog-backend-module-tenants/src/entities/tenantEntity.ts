import type { Entity } from '@backstage/catalog-model';
import {
  namespaceOf,
  VAULT_MOUNT,
  type Tenant,
  type TenantContact,
} from '@idp/platform-contract';
import {
  ANNOTATION_PROBLEM,
  ANNOTATION_TENANT,
  locationAnnotations,
  type EntityOrigin,
} from './annotations';

/** An owner that owns nothing: nobody is a member of a group that isn't there. */
export const UNKNOWN_OWNER = 'group:default/unknown';

/**
 * A tenant as a System. Without the file's content it is made of the name alone, so that a tenant whose file is broken
 * does not vanish; `problem` says why.
 */
export function tenantEntity(options: {
  name: string;
  origin: EntityOrigin;
  tenant?: Tenant;
  owner?: string;
  problem?: string;
}): Entity {
  const { name, origin, tenant, owner, problem } = options;
  const namespace = namespaceOf(name);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name,
      ...(tenant?.spec.displayName && { title: tenant.spec.displayName }),
      ...(tenant?.spec.description && {
        description: tenant.spec.description,
      }),
      annotations: {
        ...locationAnnotations(origin),
        [ANNOTATION_TENANT]: name,
        'backstage.io/kubernetes-namespace': namespace,
        'backstage.io/kubernetes-label-selector': `platform.idp/tenant=${name}`,
        // Its boundary, which is in the platform's project, and all workloads, which are in its own
        'argocd/app-selector': `platform.idp/tenant=${name}`,
        'vault.io/secrets-path': namespace,
        'vault.io/secrets-engine': VAULT_MOUNT,
        'grafana/dashboard-selector': `tags @> 'tenant' || (tags @> 'team' && tags @> '${name}')`,
        'grafana/alert-label-selector': `namespace=${namespace}`,
        ...(problem && { [ANNOTATION_PROBLEM]: problem }),
      },
      links: (tenant?.spec.contacts ?? []).flatMap(contactLink),
    },
    spec: {
      type: 'tenant',
      owner: owner ?? UNKNOWN_OWNER,
    },
  };
}

/** Contacts that have an address of their own become links; a chat channel or a number needs its words. */
function contactLink({ type, value }: TenantContact) {
  switch (type) {
    case 'email':
      return /^[^\s@/?#]+@[^\s@/?#]+$/.test(value)
        ? [{ url: `mailto:${value}`, title: value, icon: 'email' }]
        : [];
    case 'phone':
      return /^\+?[\d ()-]{3,}$/.test(value)
        ? [{ url: `tel:${value.replace(/[^\d+]/g, '')}`, title: value }]
        : [];
    default:
      return /^https?:\/\//.test(value) && URL.canParse(value)
        ? [
            {
              url: value,
              title: new URL(value).hostname,
              ...(type === 'chat' && { icon: 'chat' }),
            },
          ]
        : [];
  }
}
