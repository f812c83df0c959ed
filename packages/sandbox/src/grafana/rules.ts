import type { GrafanaView, StoredRule } from './GrafanaView';

const INTERVAL = 15;

/** Rules as Prometheus lists them, with the state of each series. */
export function ruleStates(view: GrafanaView) {
  return {
    groups: grouped(view.rules()).map(([first, rules]) => ({
      name: first.group,
      file: first.folder.title,
      folderUid: first.folder.uid,
      rules: rules.map(rule => ({
        state: stateOf(rule),
        name: rule.title,
        folderUid: rule.folder.uid,
        uid: rule.uid,
        query: rule.expr,
        duration: rule.pendingFor,
        annotations: rule.annotations,
        alerts: rule.instances,
        totals: totals(rule.instances.map(({ state }) => state.toLowerCase())),
        labels: rule.labels,
        health: healthOf(rule),
        isPaused: false,
        type: 'alerting',
        lastEvaluation: rule.lastEvaluation,
        evaluationTime: 0.001,
      })),
      totals: totals(rules.map(stateOf)),
      interval: INTERVAL,
      lastEvaluation: first.lastEvaluation,
      evaluationTime: 0,
    })),
    totals: totals(view.rules().map(stateOf)),
  };
}

/** Rules as they are written, by folder. */
export function ruleDefinitions(view: GrafanaView) {
  const folders: Record<string, object[]> = {};
  for (const [first, rules] of grouped(view.rules())) {
    const list = (folders[first.folder.title] ??= []);
    list.push({
      name: first.group,
      interval: `${INTERVAL}s`,
      rules: rules.map(definition),
    });
  }
  return folders;
}

function definition(rule: StoredRule) {
  return {
    expr: '',
    for: `${rule.pendingFor}s`,
    labels: rule.labels,
    annotations: rule.annotations,
    grafana_alert: {
      id: rule.id,
      orgId: 1,
      title: rule.title,
      condition: 'A',
      data: [
        {
          refId: 'A',
          queryType: '',
          relativeTimeRange: { from: 600, to: 0 },
          datasourceUid: 'prometheus',
          model: { expr: rule.expr, instant: true, refId: 'A' },
        },
      ],
      updated: rule.updated,
      intervalSeconds: INTERVAL,
      version: 1,
      uid: rule.uid,
      namespace_uid: rule.folder.uid,
      rule_group: rule.group,
      no_data_state: 'OK',
      exec_err_state: 'Error',
      provenance: 'file',
      is_paused: false,
    },
  };
}

function stateOf({ instances }: StoredRule): string {
  const has = (wanted: string) =>
    instances.some(({ state }) => state === wanted);
  if (has('Alerting')) return 'firing';
  return has('Pending') ? 'pending' : 'inactive';
}

function healthOf({ instances }: StoredRule): string {
  if (instances.some(({ state }) => state === 'Error')) return 'error';
  return instances.some(({ state }) => state === 'NoData') ? 'nodata' : 'ok';
}

function grouped(
  rules: readonly StoredRule[],
): Array<[StoredRule, StoredRule[]]> {
  const groups = new Map<string, StoredRule[]>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.folder.uid, rule.group]);
    const group = groups.get(key);
    if (group) group.push(rule);
    else groups.set(key, [rule]);
  }
  return [...groups.values()].map(group => [group[0], group]);
}

function totals(states: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
