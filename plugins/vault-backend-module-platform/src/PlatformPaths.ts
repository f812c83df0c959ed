import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  nameProblem,
  namespaceOf,
  tenantEntityRef,
  VAULT_MOUNT,
  workloadEntityRef,
} from '@idp/platform-contract';
import type {
  PathIdentity,
  PathOwner,
  PathOwnership,
  PathPrefix,
} from '@idp/plugin-vault-node';
import { looksLikeTenant, tenantOfNamespace } from './pathParts';
import type { PlatformFacts } from './PlatformFacts';

const PLATFORM = 'platform';
const PLATFORM_ENTITY = 'system:default/platform';
const PLATFORM_GROUP = 'group:default/platform';
/** The portal's own paths carry the name of its folder in kubernetes/. */
const PORTAL = {
  folder: 'backstage',
  entity: 'component:default/portal',
  prefix: 'backstage/backstage',
};

/**
 * Whose a path in Vault is, by its first parts: the platform's contract gives each namespace what lies below its name, and the
 * policies in Vault hold everybody to that. It is the same in the Vault of each environment.
 */
export class PlatformPaths implements PathOwnership {
  constructor(private readonly facts: PlatformFacts) {}

  ownerOf({ mount, path }: PathIdentity): PathOwner | undefined {
    if (mount !== VAULT_MOUNT) return undefined;
    const [namespace, second, ...rest] = path.split('/');
    if (!looksLikeTenant(namespace)) return this.#ofPlatform(second);
    const tenant = tenantOfNamespace(namespace);
    if (!tenant) return undefined;
    const isWorkload =
      second !== undefined &&
      rest.length === 1 &&
      !nameProblem('workload', second);
    const writtenBy = this.facts.ownerOf(tenant);
    return {
      entityRefs: [
        ...(isWorkload ? [workloadEntityRef(tenant, second)] : []),
        tenantEntityRef(tenant),
      ],
      ...(writtenBy && { writtenBy }),
      group: tenant,
    };
  }

  prefixesOf({ entityRef }: { entityRef: string }): PathPrefix[] | undefined {
    const { kind, name, namespace } = parseEntityRef(entityRef);
    const of = (path: string): PathPrefix[] => [{ mount: VAULT_MOUNT, path }];
    if (stringifyEntityRef({ kind, name, namespace }) === PORTAL.entity) {
      return of(PORTAL.prefix);
    }
    if (kind === 'resource' && namespace === 'default') {
      const prefix = this.facts.prefixOf(name);
      // It names its namespace; whose it is says the rest.
      return prefix?.endsWith(`/${name}`) ? of(prefix) : undefined;
    }
    if (kind === 'system' && namespace === 'default') {
      return nameProblem('tenant', name) ? undefined : of(namespaceOf(name));
    }
    if (kind !== 'component') return undefined;
    return nameProblem('tenant', namespace) || nameProblem('workload', name)
      ? undefined
      : of(`${namespaceOf(namespace)}/${name}`);
  }

  /** The platform's own: namespace, component, secret. Of a component that the catalog does not have it is nobody's. */
  #ofPlatform(component: string | undefined): PathOwner | undefined {
    if (!component) return undefined;
    const isPortal = component === PORTAL.folder;
    if (!isPortal && !this.facts.hasComponent(component)) return undefined;
    return {
      entityRefs: [
        isPortal ? PORTAL.entity : `resource:default/${component}`,
        PLATFORM_ENTITY,
      ],
      writtenBy: PLATFORM_GROUP,
      group: PLATFORM,
    };
  }
}
