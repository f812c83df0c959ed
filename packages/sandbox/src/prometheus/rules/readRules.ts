import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { checkTypes, parseQuery, readDuration, type Expr } from '../promql';

/** Where the platform's rules are; what Prometheus runs is what main has there. */
const FOLDER = 'kubernetes/monitoring/base/rules';

interface RuleBase {
  name: string;
  /** As it is shown. */
  query: string;
  /** Absent where it cannot be evaluated here; `problem` says why. */
  expr?: Expr;
  problem?: string;
  labels: Record<string, string>;
}

export interface RecordingRule extends RuleBase {
  type: 'recording';
}

export interface AlertingRule extends RuleBase {
  type: 'alerting';
  /** Milliseconds. */
  pendingFor: number;
  keepFiringFor: number;
  annotations: Record<string, string>;
}

export interface RuleGroup {
  name: string;
  file: string;
  rules: Array<RecordingRule | AlertingRule>;
}

/**
 * The longest `for` here, in milliseconds: as with other deadlines, nobody waits ten minutes on a laptop to see an alert. What
 * the API shows is what holds.
 */
const LONGEST = 20_000;

/** The rules of a checkout. */
export async function readRules(checkout: string): Promise<RuleGroup[]> {
  const folder = path.join(checkout, FOLDER);
  const files = (await readdir(folder).catch(() => []))
    .filter(file => file.endsWith('.yaml'))
    .sort();
  const groups = [general()];
  for (const file of files) {
    const text = await readFile(path.join(folder, file), 'utf8');
    for (const document of parseAllDocuments(text)) {
      const object = document.toJS();
      if (object?.kind !== 'PrometheusRule') continue;
      for (const group of object.spec?.groups ?? []) {
        const from = fileOf(`monitoring-${object.metadata.name}`);
        groups.push(readRuleGroup(group.name, from, group.rules ?? []));
      }
    }
  }
  return groups;
}

/** The alert that always fires: the chart brings it, and Alertmanager's routes count on it. */
function general(): RuleGroup {
  return readRuleGroup(
    'general.rules',
    fileOf('kube-prometheus-stack-general.rules'),
    [
      {
        alert: 'Watchdog',
        expr: 'vector(1)',
        labels: { severity: 'none' },
        annotations: {
          summary:
            'An alert that should always be firing to certify that Alertmanager is working properly.',
          description:
            'This is an alert meant to ensure that the entire alerting pipeline is functional.',
          runbook_url:
            'https://runbooks.prometheus-operator.dev/runbooks/general/watchdog',
        },
      },
    ],
  );
}

/** A group of rules as they stand in YAML. */
export function readRuleGroup(
  name: string,
  file: string,
  rules: object[],
): RuleGroup {
  return { name, file, rules: rules.map(readRule) };
}

function fileOf(name: string): string {
  return `/etc/prometheus/rules/prometheus-kube-prometheus-stack-prometheus-rulefiles-0/${name}.yaml`;
}

function readRule(rule: any): RecordingRule | AlertingRule {
  const query = String(rule.expr ?? '')
    .replace(/#.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  const base = {
    name: rule.record ?? rule.alert,
    query,
    labels: rule.labels ?? {},
    ...readExpr(query),
  };
  if (rule.record) return { ...base, type: 'recording' };
  const duration = (text: string | undefined) =>
    Math.min(LONGEST, readDuration(text ?? '0s') ?? 0);
  return {
    ...base,
    type: 'alerting',
    pendingFor: duration(rule.for),
    keepFiringFor: duration(rule.keep_firing_for),
    annotations: rule.annotations ?? {},
  };
}

function readExpr(query: string): { expr?: Expr; problem?: string } {
  try {
    const expr = parseQuery(query);
    checkTypes(expr);
    return { expr };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
