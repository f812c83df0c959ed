import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { annotatedEntities, CLAIM_FIELDS } from '@idp/parts-node';
import {
  ARGOCD_ANNOTATIONS,
  readClaim,
  type ApplicationClaim,
} from '@idp/plugin-argocd-common';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import type { Entry } from '../index/Entry';

/** A claim of many adds nothing to a list that shows one. */
const MOST_CLAIMANTS = 5;
const RESOLVE_EVERY_MS = 5_000;

interface EntityClaim {
  entityRef: string;
  claim: ApplicationClaim;
}

/**
 * Which entities claim the Applications that no module knows: a list shows those to who may see such an entity. Where
 * modules know all there is nothing to find out, and the catalog is not asked.
 */
export class ClaimedEntities {
  #claims: EntityClaim[] = [];
  #claimants = new Map<string, string[]>();
  #resolved = { generation: -1, at: -Infinity };

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      index: ApplicationIndex;
      logger: LoggerService;
      now?: () => number;
    },
  ) {}

  /** Reads all claims of the catalog anew, if there is an Application that only a claim can connect. */
  async refresh(): Promise<void> {
    const { auth, catalog, index, logger } = this.options;
    if (!index.sorted.all.some(({ owner }) => !owner)) {
      this.#claims = [];
      this.#resolved.generation = -1;
      return;
    }
    const claims: EntityClaim[] = [];
    for await (const page of annotatedEntities({
      auth,
      catalog,
      annotations: [ARGOCD_ANNOTATIONS.appName, ARGOCD_ANNOTATIONS.appSelector],
      fields: CLAIM_FIELDS,
    })) {
      for (const entity of page) {
        const { claim } = readClaim(entity);
        if (claim) {
          claims.push({
            entityRef: stringifyEntityRef(entity).toLowerCase(),
            claim,
          });
        }
      }
    }
    this.#claims = claims;
    this.#resolved.generation = -1;
    logger.debug(`${claims.length} entities claim Applications`);
  }

  /** Who an Application belongs to, or who claims it where nobody says that. */
  of({ key, owner }: Entry): readonly string[] {
    if (owner) return owner.entityRefs;
    this.#resolve();
    return this.#claimants.get(key) ?? [];
  }

  #resolve(): void {
    const { index, now = Date.now } = this.options;
    const { generation, at } = this.#resolved;
    if (generation === index.generation) return;
    // While much changes, a moment late will do: state itself is never late.
    if (generation >= 0 && now() - at < RESOLVE_EVERY_MS) return;
    const claimants = new Map<string, string[]>();
    for (const { claim, entityRef } of this.#claims) {
      for (const entry of index.resolve(claim)) {
        if (entry.owner) continue;
        const known = claimants.get(entry.key);
        if (!known) claimants.set(entry.key, [entityRef]);
        else if (known.length < MOST_CLAIMANTS) known.push(entityRef);
      }
    }
    this.#claimants = claimants;
    this.#resolved = { generation: index.generation, at: now() };
  }
}
