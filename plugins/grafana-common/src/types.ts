/**
 * How fresh the news of one Grafana, Prometheus, Alertmanager or Loki is.
 *
 * @public
 */
export interface SourceState {
  kind: 'grafana' | 'prometheus' | 'alertmanager' | 'loki';
  /** As the configuration names it. */
  name: string;
  /** The environment that it is of; several sources may be of one. */
  environment: string;
  /** Its page for people, where it has a public address. */
  url?: string;
  /** `live`: what is shown is current. `stale`: the last answer is shown. `unknown`: it has never answered. */
  state: 'live' | 'stale' | 'unknown';
  /** Since when it is so; ISO 8601, UTC. */
  since: string;
  /** Why, where it is not live, in words; without address and token. */
  reason?: string;
}

/**
 * Why a dashboard is an entity's: its selector (or tag), uid or folder says so, or the platform's convention.
 *
 * @public
 */
export type DashboardBecause = 'selector' | 'uid' | 'folder' | 'convention';

/**
 * A dashboard of an entity in one Grafana.
 *
 * @public
 */
export interface Dashboard {
  /** The Grafana, as the configuration names it. */
  instance: string;
  /** The environment of that Grafana. */
  environment: string;
  uid: string;
  title: string;
  /** Absent for what lies in no folder. */
  folder?: { uid?: string; title: string };
  tags: string[];
  /** ISO 8601, UTC; absent until it is known. */
  updatedAt?: string;
  because: DashboardBecause;
  /**
   * Its page, with the entity's variables filled in, where the Grafana has a public address. {@link withTimeRange} adds from
   * and to.
   */
  url?: string;
}

/**
 * What a rule or one of its alerts is in, the worst first: the order in which they are shown and counted. `error`: the rule
 * itself cannot be evaluated. `no-data`: it has nothing to evaluate.
 *
 * @public
 */
export const ALERT_STATES = [
  'firing',
  'error',
  'pending',
  'no-data',
  'silenced',
  'normal',
] as const;

/**
 * One of {@link ALERT_STATES}.
 *
 * @public
 */
export type AlertState = (typeof ALERT_STATES)[number];

/**
 * One alert: a rule together with labels for which it holds.
 *
 * @public
 */
export interface Alert {
  state: AlertState;
  /** Since when; ISO 8601, UTC. */
  since?: string;
  /** As text only; they may hold anything. */
  labels: Record<string, string>;
  /** The value that the rule found. */
  value?: number;
  summary?: string;
  description?: string;
  /** As in its rule, filled in with what the alert is about. */
  runbookUrl?: string;
  /** Where it is silenced: until when, by whom and why, where that is known. */
  silence?: { until?: string; by?: string; comment?: string };
}

/**
 * An alert rule of Grafana or of Prometheus, with its alerts; a rule without alerts is `normal`.
 *
 * @public
 */
export interface AlertRule {
  /** Stable within its source, for keys of lists. */
  id: string;
  source: {
    kind: 'grafana' | 'prometheus';
    /** As the configuration names it. */
    name: string;
    environment: string;
  };
  name: string;
  group: string;
  state: AlertState;
  /** Since when the worst of its alerts is so; ISO 8601, UTC. */
  since?: string;
  /** `critical`, `warning` or another word of the installation. */
  severity?: string;
  labels: Record<string, string>;
  summary?: string;
  description?: string;
  /**
   * An `https:` or `http:` address, or absent. That of the worst alert, where it has one: of a rule itself Prometheus gives the
   * template, which may be no address before it is filled in.
   */
  runbookUrl?: string;
  /** Its page in Grafana or Prometheus, where that has a public address. */
  url?: string;
  /** The worst first, of this entity only; at most 50. */
  alerts: Alert[];
  /** How many more there are. */
  moreAlerts?: number;
  /** Why it cannot be evaluated, where its state is `error`. */
  error?: string;
}

/**
 * What shape of workload is measured; it decides which panels there are. `tenant`: all workloads of a tenant together.
 * `platform`: the platform itself, which has dashboards and alerts and no panels.
 *
 * @public
 */
export type SignalKind =
  | 'web-service'
  | 'worker'
  | 'job'
  | 'tenant'
  | 'platform';

/**
 * The closed list of panels. A page names one of them, never a query.
 *
 * @public
 */
export const SIGNAL_PANELS = [
  'rate',
  'errors',
  'duration',
  'cpu',
  'memory',
  'throughput',
  'age',
  'failures',
  'last-success',
] as const;

/**
 * One of {@link SIGNAL_PANELS}.
 *
 * @public
 */
export type SignalPanelId = (typeof SIGNAL_PANELS)[number];

/**
 * What values of a panel are. `ratio`: 0 to 1. `seconds-ago`: the age of something at that time.
 *
 * @public
 */
export type SignalUnit =
  | 'per-second'
  | 'ratio'
  | 'seconds'
  | 'seconds-ago'
  | 'cores'
  | 'bytes'
  | 'count';

/**
 * A panel that an entity has.
 *
 * @public
 */
export interface SignalPanel {
  id: SignalPanelId;
  unit: SignalUnit;
  /** Which of the four (for workers and jobs: the other) golden signals it is. */
  signal:
    | 'rate'
    | 'errors'
    | 'duration'
    | 'saturation'
    | 'throughput'
    | 'age'
    | 'failures'
    | 'last-success';
}

/**
 * One line of a chart.
 *
 * @public
 */
export interface SignalSeries {
  environment: string;
  /**
   * What it shows, in the words of the panel: `2xx`, `5xx`, `timeout`, `p50`, `p95`, `p99`, `usage`, `request`, `limit`,
   * `processed`, `failed`, `oldest` and the like; for a tenant the name of the workload.
   */
  name: string;
  /** A value for each step; null where there is none, where it is not a number or not finite. */
  values: Array<number | null>;
}

/**
 * A deployment, to be marked in charts.
 *
 * @public
 */
export interface DeploymentMarker {
  environment: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Short enough for a label, such as a short revision or an image's tag. */
  label: string;
  /** The whole revision. */
  revision?: string;
  /** The change that brought it, where the portal opened it. */
  change?: { id: string; title: string };
  by?: string;
}

/**
 * How loud a line is, the loudest first; `unknown` where it does not say.
 *
 * @public
 */
export const LOG_LEVELS = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'unknown',
] as const;

/**
 * One of {@link LOG_LEVELS}.
 *
 * @public
 */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * One line of a log.
 *
 * @public
 */
export interface LogLine {
  /** Stable and unique within an environment, for keys of lists. */
  id: string;
  environment: string;
  /** ISO 8601, UTC, with nanoseconds. */
  at: string;
  level: LogLevel;
  /** As text only; control characters are taken out. */
  text: string;
  /** The text was longer than is shown. */
  cut?: true;
  pod?: string;
  container?: string;
  /** The workload, where the entity is a tenant. */
  workload?: string;
}
