import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const PAGE = 500;
/** When the catalog is read after main has changed: it takes a moment to say what Git does, and sometimes a longer one. */
const SOON_MS = 3_000;
const LATER_MS = 30_000;
/** Between two reads, however often main changes. */
const APART_MS = 15_000;
/** Else it is read this often, as an event may be lost. */
const EVERY_MS = 5 * 60_000;

/**
 * What the contract's names alone do not say: which group owns a tenant, and which components the platform has. Both come
 * from the catalog, where they are made of files in Git. Reading them costs the catalog more with each tenant, so that is
 * done when main may have changed.
 */
export class PlatformFacts {
  #owners: ReadonlyMap<string, string> = new Map();
  #components: ReadonlyMap<string, string | undefined> = new Map();
  /** When it has to be read, the next first. */
  #due: readonly number[];
  #readAt = -Infinity;
  readonly #now: () => number;

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      /** Milliseconds of any clock. */
      now?: () => number;
    },
  ) {
    this.#now = options.now ?? (() => performance.now());
    this.#due = [-Infinity, this.#now() + LATER_MS];
  }

  /** Main has changed. A look that is planned is not put off by it. */
  invalidate(): void {
    const now = this.#now();
    const [next = Infinity] = this.#due;
    const soon = Math.max(now + SOON_MS, this.#readAt + APART_MS);
    this.#due = [Math.min(next, soon), now + LATER_MS];
  }

  /** Reads them if they may be others now; may be called often. */
  async refreshIfDue(): Promise<void> {
    const now = this.#now();
    if (this.#due[0] > now) return;
    const planned = this.#due.filter(at => at > now);
    this.#due = planned.length > 0 ? planned : [now + EVERY_MS];
    this.#readAt = now;
    try {
      // What has just become different may go on to do so, as when the catalog is filled for the first time.
      if (await this.refresh()) {
        this.#due = [...this.#due, now + LATER_MS].sort((a, b) => a - b);
      }
    } catch (error) {
      this.invalidate();
      throw error;
    }
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

  /** Resolves to whether they are others now. */
  async refresh(): Promise<boolean> {
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
    const isChanged =
      !isEqual(owners, this.#owners) || !isEqual(components, this.#components);
    this.#owners = owners;
    this.#components = components;
    return isChanged;
  }
}

function isEqual<T>(
  one: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, T>,
) {
  if (one.size !== other.size) return false;
  for (const [key, value] of one) {
    if (!other.has(key) || other.get(key) !== value) return false;
  }
  return true;
}
