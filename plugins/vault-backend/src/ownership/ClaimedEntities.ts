import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSecretClaim,
  VAULT_ANNOTATIONS,
  type SecretClaim,
} from '@idp/plugin-vault-common';
import { ENTITY_FIELDS } from '../access/EntityAccess';
import { claimantOf, type Claimant } from './PathOwners';

const PAGE = 500;

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
    const credentials = await auth.getOwnServiceCredentials();
    const claims: EntityClaim[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE }
          : {
              filter: {
                [`metadata.annotations.${VAULT_ANNOTATIONS.secretsPath}`]:
                  CATALOG_FILTER_EXISTS,
              },
              fields: ENTITY_FIELDS,
              limit: PAGE,
            },
        { credentials },
      );
      for (const entity of page.items) {
        const { claim } = readSecretClaim(entity);
        if (claim) claims.push({ ...claimantOf(entity), claim });
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    logger.debug(`${claims.length} entities claim paths in Vault`);
    if (JSON.stringify(claims) === JSON.stringify(this.#claims)) return;
    this.#claims = claims;
    this.#generation += 1;
    for (const listener of this.#listeners) listener();
  }
}
