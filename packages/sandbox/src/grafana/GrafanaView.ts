/** A dashboard with what Grafana knows of it. */
export interface StoredDashboard {
  id: number;
  uid: string;
  title: string;
  tags: readonly string[];
  folder: Folder;
  version: number;
  /** ISO 8601. */
  created: string;
  updated: string;
  /** As it was provisioned. */
  model: Readonly<Record<string, unknown>>;
}

export interface Folder {
  id: number;
  uid: string;
  title: string;
}

/** One series that a rule looks at. */
export interface RuleInstance {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  state: 'Alerting' | 'Pending' | 'Normal' | 'NoData' | 'Error';
  /** ISO 8601. */
  activeAt: string;
  value: string;
}

/** A rule that Grafana evaluates itself. */
export interface StoredRule {
  id: number;
  uid: string;
  title: string;
  group: string;
  folder: Folder;
  expr: string;
  /** In seconds. */
  pendingFor: number;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  instances: readonly RuleInstance[];
  /** ISO 8601. */
  lastEvaluation: string;
  updated: string;
}

/** What the wire format is made of: the world's Grafana, or a made-up one for measurements. */
export interface GrafanaView {
  /** Sorted by title, as the search does it. */
  dashboards(): readonly StoredDashboard[];
  folders(): readonly Folder[];
  rules(): readonly StoredRule[];
}

/** The readable part of an address. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
