import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ApplicationList,
  EntitySummaries,
} from '@idp/plugin-argocd-common';
import { LRUCache } from 'lru-cache';
import { ENTITY_FIELDS } from '../access/EntityAccess';
import type { ClaimedEntities } from '../access/ClaimedEntities';
import type { VisibleEntities } from '../access/VisibleEntities';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import type { Entry } from '../index/Entry';
import {
  pageOf,
  select,
  type ListFilter,
  type Selection,
} from './listApplications';
import { summaryOf } from './summaries';

const MOST_SELECTIONS = 20;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Answers over many entities, each person's own. */
export class ApplicationLists {
  readonly #selections = new LRUCache<
    string,
    { generation: number; selection: Selection }
  >({ max: MOST_SELECTIONS });

  constructor(
    private readonly options: {
      catalog: CatalogService;
      claimed: Pick<ClaimedEntities, 'of'>;
      index: ApplicationIndex;
      visible: VisibleEntities;
    },
  ) {}

  /** Undefined where the person may see nothing at all. */
  async list(
    credentials: UserCredentials,
    query: { filter: ListFilter; cursor?: string; limit: number },
  ): Promise<Omit<ApplicationList, 'instances'> | undefined> {
    const { claimed, index, visible } = this.options;
    const seen = await visible.of(credentials, () => this.#allEntityRefs());
    if (seen === 'none') return undefined;
    const shownRef = (entry: Entry) =>
      claimed.of(entry).find(ref => seen === 'all' || seen.has(ref));
    return pageOf(
      seen === 'all'
        ? this.#selectAll(query.filter)
        : select(
            index.sorted,
            query.filter,
            entry => shownRef(entry) !== undefined,
          ),
      {
        ...query,
        rowOf: entry => ({ ...entry.row, entityRef: shownRef(entry) }),
      },
    );
  }

  /**
   * Whom the policy lets see every entity sees what belongs to none, too. They all see the same, so pages of a list and open
   * pages that read again share one pass.
   */
  #selectAll(filter: ListFilter): Selection {
    const { index } = this.options;
    const key = JSON.stringify(filter);
    const known = this.#selections.get(key);
    if (known?.generation === index.generation) return known.selection;
    const selection = select(index.sorted, filter, () => true);
    this.#selections.set(key, { generation: index.generation, selection });
    return selection;
  }

  async summaries(
    credentials: UserCredentials,
    entityRefs: string[],
  ): Promise<EntitySummaries['items']> {
    if (entityRefs.length === 0) return {};
    const { catalog, index, visible } = this.options;
    const [found, seen] = await Promise.all([
      catalog.getEntitiesByRefs(
        { entityRefs, fields: ENTITY_FIELDS },
        { credentials },
      ),
      visible.of(credentials, () => entityRefs),
    ]);
    if (seen === 'none') return {};
    const items: EntitySummaries['items'] = {};
    for (const entity of found.items) {
      if (!entity) continue;
      const ref = stringifyEntityRef(entity).toLowerCase();
      if (seen !== 'all' && !seen.has(ref)) continue;
      const summary = summaryOf(entity, index);
      if (summary) items[ref] = summary;
    }
    return items;
  }

  *#allEntityRefs(): Iterable<string> {
    const { claimed, index } = this.options;
    for (const entry of index.sorted.all) yield* claimed.of(entry);
  }
}
