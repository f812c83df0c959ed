import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { annotatedEntities } from '@idp/parts-node';
import {
  GRAFANA_ANNOTATIONS,
  readGrafanaClaim,
  type GrafanaClaim,
} from '@idp/plugin-grafana-common';
import type { AlertInventory } from '../inventory/AlertInventory';
import { ENTITY_FIELDS } from './EntityAccess';

const MOST = 10_000;

/** An entity that claims alerts. */
export interface Claimant {
  entity: Entity;
  /** In lower case. */
  entityRef: string;
  claim: GrafanaClaim;
}

/**
 * Which entities claim alerts that no module knows the owner of: the list of all alerts has those as theirs. Where modules
 * know all there is nothing to find out, and the catalog is not asked.
 */
export class ClaimedEntities {
  #claimants: readonly Claimant[] = [];
  /** Changes with what is claimed. */
  generation = 0;

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      alerts: AlertInventory;
      logger: LoggerService;
    },
  ) {}

  get all(): readonly Claimant[] {
    return this.#claimants;
  }

  /** Reads all claims of the catalog anew, if there is an alert that only a claim can connect. */
  async refresh(): Promise<void> {
    const { alerts, logger } = this.options;
    const claimants = alerts.hasUnowned ? await this.#read() : [];
    if (claimants.length === 0 && this.#claimants.length === 0) return;
    this.#claimants = claimants;
    this.generation += 1;
    logger.debug(`${claimants.length} entities claim alerts`);
  }

  async #read(): Promise<Claimant[]> {
    const { auth, catalog } = this.options;
    const claimants: Claimant[] = [];
    for await (const page of annotatedEntities({
      auth,
      catalog,
      annotations: [GRAFANA_ANNOTATIONS.alertLabelSelector],
      fields: ENTITY_FIELDS,
    })) {
      for (const entity of page) {
        const { claim } = readGrafanaClaim(entity);
        if (claim.alertLabels) {
          claimants.push({
            entity,
            entityRef: stringifyEntityRef(entity).toLowerCase(),
            claim,
          });
        }
      }
      if (claimants.length >= MOST) break;
    }
    return claimants;
  }
}
