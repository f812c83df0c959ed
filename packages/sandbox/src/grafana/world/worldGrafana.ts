import type { Clock } from '../../clock';
import {
  Evaluation,
  exponential,
  keyOf,
  parseQuery,
  withoutName,
  type RuleEngine,
  type Sample,
} from '../../prometheus';
import type { Telemetry } from '../../telemetry';
import type { GrafanaView, RuleInstance, StoredRule } from '../GrafanaView';
import { Dashboards, uidOf } from './Dashboards';
import { GRAFANA_RULES, type GrafanaRule } from './grafanaRules';
import { teamDashboards } from './teamDashboards';

const NEVER = '0001-01-01T00:00:00Z';

/** The Grafana of an environment of the world. */
export function worldGrafana(options: {
  telemetry: Telemetry;
  /** Evaluates Grafana's own rules. */
  engine: RuleEngine;
  clock: Clock;
}): GrafanaView & { dashboardFiles: Dashboards } {
  const { telemetry, engine, clock } = options;
  const dashboards = new Dashboards(clock, () => teamDashboards(telemetry));
  const born = clock.now().toISOString();
  return {
    dashboardFiles: dashboards,
    dashboards: () => dashboards.list(),
    folders: () => dashboards.folders(),
    rules: () => GRAFANA_RULES.map((rule, index) => ruleOf(rule, index)),
  };

  function ruleOf(rule: GrafanaRule, index: number): StoredRule {
    const { title, measured, beyond, labels, annotations } = rule;
    const group = engine.groups[0];
    const found = group?.rules.find(({ name }) => name === title);
    const last = engine.lastEvaluation;
    return {
      id: index + 1,
      uid: uidOf(`rule/${title}`),
      title,
      group: 'Requests',
      folder: dashboards.folder('Tenants'),
      expr: `${measured} ${beyond}`,
      pendingFor: found?.type === 'alerting' ? found.pendingFor / 1000 : 0,
      labels,
      annotations,
      instances: instancesOf(rule),
      lastEvaluation: last ? new Date(last).toISOString() : NEVER,
      updated: born,
    };
  }

  /** Those that are beyond the threshold, then those that are well. */
  function instancesOf(rule: GrafanaRule): RuleInstance[] {
    const active = engine
      .alerts()
      .filter(alert => alert.rule.name === rule.title);
    const known = new Set(active.map(({ labels }) => keyOf(labels)));
    const now = engine.lastEvaluation ?? clock.now().getTime();
    const all = new Evaluation(engine.storage).value(
      parseQuery(rule.measured),
      now,
    ) as Sample[];
    return [
      ...active.map(({ labels, annotations, state, activeAt, value }) => ({
        labels: withFolder(labels),
        annotations,
        state:
          state === 'firing' ? ('Alerting' as const) : ('Pending' as const),
        activeAt: new Date(activeAt).toISOString(),
        value: exponential(value),
      })),
      ...all
        .map(({ labels }) => ({
          ...withoutName(labels),
          ...rule.labels,
          alertname: rule.title,
        }))
        .filter(labels => !known.has(keyOf(labels)))
        .map(labels => ({
          labels: withFolder(labels),
          annotations: {},
          state: 'Normal' as const,
          activeAt: born,
          value: '',
        })),
    ];
  }
}

function withFolder(labels: Readonly<Record<string, string>>) {
  return {
    ...labels,
    grafana_folder: 'Tenants',
  };
}
