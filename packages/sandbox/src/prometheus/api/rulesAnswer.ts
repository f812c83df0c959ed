import type { Request } from 'express';
import { parameter, parameters } from '../../wire/parameters';
import {
  exponential,
  type Alert,
  type RuleEngine,
  type RuleGroup,
} from '../rules';
import { SCRAPE_INTERVAL } from '../storage';
import { invalid } from './parameters';

const NEVER = '0001-01-01T00:00:00Z';

/** What `/api/v1/rules` answers. */
export function rulesAnswer(engine: RuleEngine, request: Request) {
  const type = parameter(request, 'type');
  if (type !== undefined && type !== 'alert' && type !== 'record') {
    throw invalid('type', `not supported value ${JSON.stringify(type)}`);
  }
  const wanted = (name: string) => {
    const values = new Set(parameters(request, name));
    return (value: string) => values.size === 0 || values.has(value);
  };
  const isGroup = wanted('rule_group[]');
  const isFile = wanted('file[]');
  const isRule = wanted('rule_name[]');
  const withAlerts = parameter(request, 'exclude_alerts') !== 'true';
  const groups = engine.groups
    .filter(({ name, file }) => isGroup(name) && isFile(file))
    .map(group => ({
      name: group.name,
      file: group.file,
      rules: group.rules
        .filter(rule => isRule(rule.name))
        .filter(
          rule => !type || (type === 'alert') === (rule.type === 'alerting'),
        )
        .map(rule => ruleAnswer(engine, group, rule, withAlerts)),
      interval: SCRAPE_INTERVAL / 1000,
      limit: 0,
      evaluationTime: 0.001,
      lastEvaluation: lastEvaluation(engine, group),
    }));
  const hasFilter = type || parameters(request, 'rule_name[]').length > 0;
  return {
    groups: hasFilter ? groups.filter(({ rules }) => rules.length > 0) : groups,
  };
}

function ruleAnswer(
  engine: RuleEngine,
  group: RuleGroup,
  rule: RuleGroup['rules'][number],
  withAlerts: boolean,
) {
  const states =
    rule.type === 'alerting' ? engine.statesOf(group, rule) : undefined;
  const problem = states?.problem ?? rule.problem;
  const unproblematic = engine.lastEvaluation === undefined ? 'unknown' : 'ok';
  const shared = {
    name: rule.name,
    query: rule.query,
    health: problem ? 'err' : unproblematic,
    ...(problem && { lastError: problem }),
    evaluationTime: states?.evaluationTime ?? 0.001,
    lastEvaluation: lastEvaluation(engine, group),
  };
  if (rule.type === 'recording') {
    return {
      ...shared,
      ...(Object.keys(rule.labels).length > 0 && { labels: rule.labels }),
      type: rule.type,
    };
  }
  const alerts = [...(states?.active.values() ?? [])];
  return {
    state: worstOf(alerts),
    ...shared,
    duration: rule.pendingFor / 1000,
    keepFiringFor: rule.keepFiringFor / 1000,
    labels: rule.labels,
    annotations: rule.annotations,
    ...(withAlerts && { alerts: alerts.map(alertAnswer) }),
    type: rule.type,
  };
}

function worstOf(alerts: readonly Alert[]): string {
  if (alerts.some(({ state }) => state === 'firing')) return 'firing';
  return alerts.length > 0 ? 'pending' : 'inactive';
}

/** An alert, as `/api/v1/alerts` and `/api/v1/rules` have it. */
export function alertAnswer(alert: Alert) {
  const { labels, annotations, state, activeAt, value } = alert;
  return {
    labels,
    annotations,
    state,
    activeAt: new Date(activeAt).toISOString(),
    value: exponential(value),
  };
}

function lastEvaluation(engine: RuleEngine, group: RuleGroup): string {
  const times = group.rules.map(rule =>
    rule.type === 'alerting'
      ? engine.statesOf(group, rule)?.lastEvaluation ?? 0
      : 0,
  );
  const last = Math.max(0, ...times, engine.lastEvaluation ?? 0);
  return last === 0 ? NEVER : new Date(last).toISOString();
}
