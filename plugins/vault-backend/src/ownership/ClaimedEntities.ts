import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { annotatedEntities, CLAIM_FIELDS } from '@idp/parts-node';
import {
  readSecretClaim,
  VAULT_ANNOTATIONS,
  type SecretClaim,
} from '@idp/plugin-vault-common';
import { claimantOf, type Claimant } from './PathOwners';

/** An entity with an annotation, and what it claims by it. */
export interface EntityClaim extends Claimant {
  claim: SecretClaim;
}

/** All entities of the catalog that claim paths by annotation, for lists: which are foreign, and whose a confirmed one is. */
export class ClaimedEntities {
  #claims: EntityClaim[] = [];
  #generation = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      logger: LoggerService;
    },
  ) {}

  get all(): readonly EntityClaim[] {
    return this.#claims;
  }

  /** Grows when a claim has changed. */
  get generation(): number {
    return this.#generation;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async refresh(): Promise<void> {
    const { auth, catalog, logger } = this.options;
    const claims: EntityClaim[] = [];
    for await (const page of annotatedEntities({
      auth,
      catalog,
      annotations: [VAULT_ANNOTATIONS.secretsPath],
      fields: CLAIM_FIELDS,
    })) {
      for (const entity of page) {
        const { claim } = readSecretClaim(entity);
        if (claim) claims.push({ ...claimantOf(entity), claim });
      }
    }
    logger.debug(`${claims.length} entities claim paths in Vault`);
    if (JSON.stringify(claims) === JSON.stringify(this.#claims)) return;
    this.#claims = claims;
    this.#generation += 1;
    for (const listener of this.#listeners) listener();
  }
}
