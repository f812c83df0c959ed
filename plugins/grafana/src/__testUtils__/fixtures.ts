import type {
  Alert,
  AlertList,
  AlertRow,
  AlertRule,
  Dashboard,
  DeploymentMarker,
  EntityAlerts,
  EntityDashboards,
  EntityLogs,
  EntityMarkers,
  EntitySignals,
  LogLine,
  SignalData,
  SignalSeries,
  SourceState,
} from '@idp/plugin-grafana-common';

const now = Date.now();

/** An ISO date in the past. */
export function ago(minutes: number): string {
  return new Date(now - minutes * 60_000).toISOString();
}

export const live = (
  kind: SourceState['kind'],
  environment: string,
): SourceState => ({
  kind,
  environment,
  name: `${environment}-${kind}`,
  state: 'live',
  since: ago(1),
});

export const stale = (
  kind: SourceState['kind'],
  environment: string,
): SourceState => ({
  ...live(kind, environment),
  state: 'stale',
  since: ago(125),
  reason: 'It answered 503.',
});

export const dashboard = (fields: Partial<Dashboard> = {}): Dashboard => ({
  instance: 'local',
  environment: 'local',
  uid: 'blueprint-web-service',
  title: 'Web service',
  folder: { uid: 'workloads', title: 'Workloads' },
  tags: ['workload', 'blueprint'],
  updatedAt: ago(60 * 24 * 3),
  because: 'convention',
  url: 'https://grafana.example.com/d/blueprint-web-service?var-workload=orders',
  ...fields,
});

export const dashboards = (
  fields: Partial<EntityDashboards> = {},
): EntityDashboards => ({
  dashboards: [dashboard()],
  sources: [live('grafana', 'local')],
  problems: [],
  ...fields,
});

export const alert = (fields: Partial<Alert> = {}): Alert => ({
  state: 'firing',
  since: ago(125),
  labels: { namespace: 'tenant-payments', workload: 'orders' },
  value: 0.2345,
  summary: 'orders answers 23 % of requests with an error',
  ...fields,
});

export const rule = (fields: Partial<AlertRule> = {}): AlertRule => ({
  id: fields.name ?? 'WorkloadServerErrors',
  source: { kind: 'prometheus', name: 'local', environment: 'local' },
  name: 'WorkloadServerErrors',
  group: 'workloads',
  state: 'firing',
  since: ago(125),
  severity: 'warning',
  labels: { severity: 'warning' },
  summary: 'orders answers 23 % of requests with an error',
  description: 'Answers of the class 5xx, seen at the gateway.',
  runbookUrl: 'https://portal.example.com/docs/runbook',
  url: 'https://prometheus.example.com/alerts',
  alerts: [alert()],
  ...fields,
});

export const quiet = (name: string): AlertRule =>
  rule({ name, id: name, state: 'normal', since: undefined, alerts: [] });

export const alerts = (rules: AlertRule[] = [rule()]): EntityAlerts => {
  const counts: EntityAlerts['counts'] = {};
  for (const { state } of rules) counts[state] = (counts[state] ?? 0) + 1;
  return {
    rules,
    counts,
    sources: [live('prometheus', 'local')],
    problems: [],
  };
};

export const signals = (
  fields: Partial<EntitySignals> = {},
): EntitySignals => ({
  kind: 'web-service',
  panels: [
    { id: 'rate', unit: 'per-second', signal: 'rate' },
    { id: 'errors', unit: 'ratio', signal: 'errors' },
    { id: 'duration', unit: 'seconds', signal: 'duration' },
    { id: 'memory', unit: 'bytes', signal: 'saturation' },
  ],
  environments: ['local', 'eks'],
  logEnvironments: ['local', 'eks'],
  permissions: { signals: true, logs: true },
  limits: {
    maxRangeSeconds: 31 * 86_400,
    maxLogRangeSeconds: 7 * 86_400,
    maxPoints: 1_000,
    maxLogLines: 1_000,
  },
  sources: [live('prometheus', 'local'), live('prometheus', 'eks')],
  problems: [],
  ...fields,
});

export const START = Date.parse('2026-03-10T10:00:00Z') / 1000;

export const series = (
  name: string,
  values: SignalSeries['values'],
  environment = 'local',
): SignalSeries => ({ name, values, environment });

export const signal = (fields: Partial<SignalData> = {}): SignalData => ({
  panel: 'rate',
  unit: 'per-second',
  start: START,
  stepSeconds: 60,
  points: 5,
  series: [
    series('2xx', [10, 12, null, 11, 12.5]),
    series('5xx', [0, 0, null, 2, 4]),
    series('2xx', [20, 20, 20, 20, 20], 'eks'),
  ],
  sources: [live('prometheus', 'local'), live('prometheus', 'eks')],
  exploreUrls: { local: 'https://grafana.example.com/explore?left=1' },
  ...fields,
});

export const marker = (
  fields: Partial<DeploymentMarker> = {},
): DeploymentMarker => ({
  environment: 'local',
  at: new Date((START + 180) * 1000).toISOString(),
  label: '1.6.0',
  change: { id: '7', title: 'Release orders 1.6.0' },
  by: 'Sam Rivera',
  ...fields,
});

export const markers = (
  all: DeploymentMarker[] = [marker()],
): EntityMarkers => ({ markers: all, problems: [] });

export const line = (
  number: number,
  fields: Partial<LogLine> = {},
): LogLine => ({
  id: `line-${number}`,
  environment: 'local',
  at: new Date((START + number) * 1000).toISOString(),
  level: 'info',
  text: `GET /orders/${number} 200`,
  pod: 'orders-7d9f-x2x4z',
  container: 'orders',
  ...fields,
});

export const lines = (count: number, from = 0): LogLine[] =>
  [...Array(count).keys()].map(one => line(from + one));

export const logs = (fields: Partial<EntityLogs> = {}): EntityLogs => ({
  lines: lines(3),
  cursor: 'cursor-1',
  more: false,
  sources: [live('loki', 'local')],
  exploreUrl: 'https://grafana.example.com/explore?left=2',
  ...fields,
});

export const row = (
  entityRef: string,
  fields: Partial<AlertRule> = {},
): AlertRow => {
  const { alerts: _, moreAlerts: __, ...rest } = rule(fields);
  return { rule: rest, entityRef };
};

export const list = (
  items: AlertRow[],
  fields: Partial<AlertList> = {},
): AlertList => ({
  items,
  counts: items.length > 0 ? { firing: items.length } : {},
  sources: [live('prometheus', 'local')],
  ...fields,
});
