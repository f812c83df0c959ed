import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CLAIM_FIELDS,
  readVisible,
  type VisibleEntities,
} from '@idp/parts-node';
import type {
  ApplicationList,
  EntitySummaries,
} from '@idp/plugin-argocd-common';
import { LRUCache } from 'lru-cache';
import type { ClaimedEntities } from '../access/ClaimedEntities';
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
    const shown = await readVisible({
      ...this.options,
      credentials,
      entityRefs,
      fields: CLAIM_FIELDS,
    });
    const items: EntitySummaries['items'] = {};
    for (const { entity, entityRef } of shown) {
      const summary = summaryOf(entity, this.options.index);
      if (summary) items[entityRef] = summary;
    }
    return items;
  }

  *#allEntityRefs(): Iterable<string> {
    const { claimed, index } = this.options;
    for (const entry of index.sorted.all) yield* claimed.of(entry);
  }
}
