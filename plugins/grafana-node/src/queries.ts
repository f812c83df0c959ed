import type { SignalKind, SignalPanel } from '@idp/plugin-grafana-common';

/**
 * Writes the parts of a query. Every selector that it makes is of the entity's namespace, whatever else it asks for.
 *
 * @public
 */
export interface QueryBuilder {
  /** As it stands between two quotes: escaped. */
  readonly namespace: string;
  /** Escaped; empty for a whole namespace. */
  readonly workload: string;
  /** A window for `rate` and its like, such as `5m0s`: at least a step, and at least four scrapes. */
  readonly window: string;
  /** `metric{namespace="…", …}`; `equal` and `match` are escaped, `match` being a regular expression made of literals. */
  select(
    metric: string,
    matchers?: {
      equal?: Readonly<Record<string, string>>;
      unequal?: Readonly<Record<string, string>>;
      match?: Readonly<Record<string, string>>;
    },
  ): string;
}

/**
 * A panel of a kind of workload: one query, whose series carry their name in the label `series`.
 *
 * @public
 */
export interface SignalPanelQuery extends SignalPanel {
  query(builder: QueryBuilder): string;
}

/**
 * Which panels a kind of workload has. What a query asks for has to be selected by the builder: a query with anything else
 * is refused before it is sent.
 *
 * @public
 */
export type SignalQueries = Partial<
  Record<SignalKind, readonly SignalPanelQuery[]>
>;
