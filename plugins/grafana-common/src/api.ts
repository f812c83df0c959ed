import type {
  AlertRule,
  AlertState,
  Dashboard,
  DeploymentMarker,
  LogLine,
  SignalKind,
  SignalPanel,
  SignalPanelId,
  SignalSeries,
  SignalUnit,
  SourceState,
} from './types';

/**
 * `GET /entities/:kind/:namespace/:name/dashboards`
 *
 * @public
 */
export interface EntityDashboards {
  /** By convention first, then by title; at most 200. */
  dashboards: Dashboard[];
  /** How many more fit. */
  moreDashboards?: number;
  /** The dashboard that the entity puts before all others. */
  overview?: Dashboard;
  sources: SourceState[];
  /** What is wrong with the entity's annotations, in words. */
  problems: string[];
}

/**
 * `GET /entities/:kind/:namespace/:name/alerts`
 *
 * @public
 */
export interface EntityAlerts {
  /** The worst first, then by name; rules without an alert too; at most 500. */
  rules: AlertRule[];
  moreRules?: number;
  /** Rules by state. */
  counts: Partial<Record<AlertState, number>>;
  sources: SourceState[];
  problems: string[];
}

/**
 * `GET /entities/:kind/:namespace/:name/signals`: what can be asked for.
 *
 * @public
 */
export interface EntitySignals {
  /** Absent where nobody says what the entity runs as. */
  kind?: SignalKind;
  panels: SignalPanel[];
  /** Environments with a Prometheus. */
  environments: string[];
  /** Environments with a Loki; empty where lines may not be read. */
  logEnvironments: string[];
  /** What the signed-in person may do. */
  permissions: { signals: boolean; logs: boolean };
  limits: {
    /** Seconds that a range may have. */
    maxRangeSeconds: number;
    maxLogRangeSeconds: number;
    maxPoints: number;
    maxLogLines: number;
  };
  sources: SourceState[];
  problems: string[];
}

/**
 * `GET /entities/:kind/:namespace/:name/signals/:panel?from=&to=&step=&environment=`: one chart. The point `i` is at
 * `start + i × stepSeconds`.
 *
 * @public
 */
export interface SignalData {
  panel: SignalPanelId;
  unit: SignalUnit;
  /** Seconds since 1970, a whole multiple of `stepSeconds`; the range that was asked for, aligned outwards. */
  start: number;
  stepSeconds: number;
  points: number;
  /** Each has `points` values. Empty where nothing was measured. */
  series: SignalSeries[];
  /** More series than are shown were found; by environment. */
  cut?: Record<string, number>;
  /** The Prometheus of each environment; one that failed has no series here and a reason. */
  sources: SourceState[];
  /** The same question in Grafana's Explore, by environment, where there is a Grafana with a public address. */
  exploreUrls: Record<string, string>;
}

/**
 * `GET /entities/:kind/:namespace/:name/markers?from=&to=&environment=`
 *
 * @public
 */
export interface EntityMarkers {
  /** Oldest first, at most 200. */
  markers: DeploymentMarker[];
  /** Why some may be missing, in words. */
  problems: string[];
}

/**
 * `GET /entities/:kind/:namespace/:name/logs?environment=&from=&to=&search=&level=&limit=&after=`
 *
 * @public
 */
export interface EntityLogs {
  /** Oldest first. */
  lines: LogLine[];
  /** For `after`: what came since then. Absent where nothing can be followed. */
  cursor?: string;
  /** There are older lines in the range than these (without `after`), or newer ones (with it). */
  more: boolean;
  sources: SourceState[];
  exploreUrl?: string;
}

/**
 * `POST /summaries` with `{entityRefs: […]}`, at most 500, for columns of lists. Entities that have no alert rules, or that
 * the person may not see, are not in it.
 *
 * @public
 */
export interface EntitySummaries {
  items: Record<
    string,
    { state: AlertState; counts: Partial<Record<AlertState, number>> }
  >;
  sources: SourceState[];
}

/**
 * One line of `GET /alerts`.
 *
 * @public
 */
export interface AlertRow {
  rule: Omit<AlertRule, 'alerts' | 'moreAlerts'>;
  /** The nearest entity that it belongs to. */
  entityRef: string;
}

/**
 * `GET /alerts?state=&environment=&cursor=&limit=`: rules of entities that the person may see, the worst first; for the home
 * page. `normal` ones only when they are asked for.
 *
 * @public
 */
export interface AlertList {
  items: AlertRow[];
  nextCursor?: string;
  /** Of all that the person may see, whatever the filters. */
  counts: Partial<Record<AlertState, number>>;
  sources: SourceState[];
}
