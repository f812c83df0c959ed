import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const PAGE = 500;
/** How often the catalog is read after something may have changed: it takes a moment to say what Git does. */
const LOOKS = 2;
/** Else it is read this often, as an event may be lost. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * What the contract's names alone do not say: which group owns a tenant, and which components the platform has. Both come
 * from the catalog, where they are made of files in Git. Reading them costs the catalog more with each tenant, so that is
 * done when main may have changed.
 */
export class PlatformFacts {
  #owners: ReadonlyMap<string, string> = new Map();
  #components: ReadonlyMap<string, string | undefined> = new Map();
  #looks = LOOKS;
  #readAt = -Infinity;

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      /** Milliseconds of any clock. */
      now?: () => number;
    },
  ) {}

  /** Main has changed, or may have. */
  invalidate(): void {
    this.#looks = LOOKS;
  }

  /** Reads them if they may be others now. */
  async refreshIfDue(): Promise<void> {
    const { now = () => performance.now() } = this.options;
    const at = now();
    if (this.#looks === 0 && at - this.#readAt < LOOK_EVERY_MS) return;
    const looks = Math.max(this.#looks - 1, 0);
    this.#looks = looks;
    try {
      await this.refresh();
    } catch (error) {
      this.invalidate();
      throw error;
    }
    this.#readAt = at;
  }

  /** Full reference of the group that owns a tenant, and so writes its secrets. */
  ownerOf(tenant: string): string | undefined {
    return this.#owners.get(tenant);
  }

  hasComponent(name: string): boolean {
    return this.#components.has(name);
  }

  /** Where a component's secrets are below the engine, as its entity in the platform's own catalog file says. */
  prefixOf(component: string): string | undefined {
    return this.#components.get(component);
  }

  async refresh(): Promise<void> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const owners = new Map<string, string>();
    const components = new Map<string, string | undefined>();
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE }
          : {
              filter: [
                { kind: 'System', 'spec.type': 'tenant' },
                { kind: 'Resource', 'spec.type': 'platform-component' },
              ],
              fields: [
                'kind',
                'metadata.name',
                'metadata.annotations',
                'spec.owner',
              ],
              limit: PAGE,
            },
        { credentials },
      );
      for (const { kind, metadata, spec } of page.items) {
        if (kind === 'Resource') {
          const prefix = metadata.annotations?.['vault.io/secrets-path'];
          components.set(metadata.name, prefix);
        } else if (typeof spec?.owner === 'string') {
          owners.set(metadata.name, spec.owner);
        }
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    this.#owners = owners;
    this.#components = components;
  }
}
