import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { readVisible, type VisibleEntities } from '@idp/parts-node';
import {
  readGrafanaClaim,
  type Alert,
  type AlertList,
  type AlertRow,
  type AlertRule,
  type AlertState,
  type EntitySummaries,
} from '@idp/plugin-grafana-common';
import type { ClaimedEntities } from '../access/ClaimedEntities';
import { ENTITY_FIELDS } from '../access/EntityAccess';
import type { AlertInventory } from '../inventory/AlertInventory';
import type { Scopes } from '../scopes/Scopes';
import { countStates, rulesOf } from './entityAlerts';
import { compareStates, ruleWith, worst } from './records';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Alerts of many entities at once, of those alone that the person may see. */
export class AlertLists {
  #rows: { generation: string; rows: AlertRow[] } = {
    generation: '',
    rows: [],
  };

  constructor(
    private readonly options: {
      catalog: CatalogService;
      claimed: ClaimedEntities;
      inventory: AlertInventory;
      scopes: Scopes;
      visible: VisibleEntities;
    },
  ) {}

  async summaries(
    credentials: UserCredentials,
    entityRefs: string[],
  ): Promise<EntitySummaries['items']> {
    const shown = await readVisible({
      ...this.options,
      credentials,
      entityRefs,
      fields: ENTITY_FIELDS,
    });
    const items: EntitySummaries['items'] = {};
    for (const { entity, entityRef } of shown) {
      const summary = this.#summaryOf(entity, entityRef);
      if (summary) items[entityRef] = summary;
    }
    return items;
  }

  /** Throws where the person may see no alerts at all. */
  async list(
    credentials: UserCredentials,
    query: {
      state?: AlertState[];
      environment?: string[];
      cursor?: string;
      limit: number;
    },
  ): Promise<Omit<AlertList, 'sources'>> {
    const rows = this.#allRows();
    const seen = await this.options.visible.of(credentials, () =>
      rows.map(({ entityRef }) => entityRef),
    );
    if (seen === 'none') throw new NotAllowedError('You may not see alerts');
    const permitted =
      seen === 'all' ? rows : rows.filter(row => seen.has(row.entityRef));
    const { state, environment, cursor, limit } = query;
    const fitting = permitted.filter(
      ({ rule }) =>
        (state ? state.includes(rule.state) : rule.state !== 'normal') &&
        (!environment || environment.includes(rule.source.environment)),
    );
    const start = cursor ? after(fitting, cursor) : 0;
    const items = fitting.slice(start, start + limit);
    const last = items.at(-1);
    return {
      items,
      ...(last &&
        start + limit < fitting.length && { nextCursor: cursorOf(last) }),
      counts: countStates(permitted.map(({ rule }) => rule)),
    };
  }

  #summaryOf(
    entity: Entity,
    entityRef: string,
  ): EntitySummaries['items'][string] | undefined {
    const { claim } = readGrafanaClaim(entity);
    const { scope } = this.options.scopes.of(entity, claim);
    const rules = rulesOf({ entity, entityRef, claim, scope }, this.options);
    const state = worst(rules.map(rule => rule.state));
    return state && { state, counts: countStates(rules) };
  }

  /** Each alert is a row of the nearest of its owners; a tenant does not repeat what its workloads have. */
  #allRows(): AlertRow[] {
    const { claimed, inventory } = this.options;
    const generation = `${inventory.generation} ${claimed.generation}`;
    if (this.#rows.generation === generation) return this.#rows.rows;
    const rows = [...this.#ownedRows(), ...this.#claimedRows()].sort(
      compareRows,
    );
    this.#rows = { generation, rows };
    return rows;
  }

  *#ownedRows(): Iterable<AlertRow> {
    const { inventory, scopes } = this.options;
    for (const [entityRef, owned] of inventory.owners()) {
      const isNearest = ({ labels }: Pick<Alert, 'labels'>) =>
        scopes.ownersOf(labels)[0] === entityRef;
      for (const [record, alerts] of owned) {
        const nearest = alerts.filter(isNearest);
        if (isNearest(record) || nearest.length > 0) {
          yield rowOf(ruleWith(record, nearest), entityRef);
        }
      }
    }
  }

  /** What somebody claims and nobody owns. */
  *#claimedRows(): Iterable<AlertRow> {
    const { claimed, scopes } = this.options;
    for (const { entity, entityRef, claim } of claimed.all) {
      const { scope } = scopes.of(entity, claim);
      for (const rule of rulesOf(
        { entity, entityRef, claim, scope },
        this.options,
      )) {
        const owned = [rule, ...rule.alerts].some(
          ({ labels }) => scopes.ownersOf(labels).length > 0,
        );
        if (!owned) yield rowOf(rule, entityRef);
      }
    }
  }
}

function rowOf(
  { alerts, moreAlerts, ...rule }: AlertRule,
  entityRef: string,
): AlertRow {
  return { rule, entityRef };
}

function compareRows(a: AlertRow, b: AlertRow): number {
  return (
    compareStates(a.rule.state, b.rule.state) ||
    compare(a.rule.name, b.rule.name) ||
    compare(a.entityRef, b.entityRef) ||
    compare(a.rule.id, b.rule.id)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function cursorOf({ rule, entityRef }: AlertRow): string {
  return Buffer.from(
    JSON.stringify([rule.state, rule.name, entityRef, rule.id]),
  ).toString('base64url');
}

/** The first row behind a cursor, whether its own row is still there or not. */
function after(rows: AlertRow[], cursor: string): number {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  if (
    !Array.isArray(parts) ||
    parts.length !== 4 ||
    !parts.every(part => typeof part === 'string')
  ) {
    throw new InputError('cursor is none of an earlier answer');
  }
  const [state, name, entityRef, id] = parts as [
    AlertState,
    string,
    string,
    string,
  ];
  const at = { rule: { state, name, id }, entityRef } as AlertRow;
  const index = rows.findIndex(row => compareRows(row, at) > 0);
  return index < 0 ? rows.length : index;
}
