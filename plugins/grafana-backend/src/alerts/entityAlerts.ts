import type { Entity } from '@backstage/catalog-model';
import type {
  Alert,
  AlertRule,
  AlertState,
  GrafanaClaim,
} from '@idp/plugin-grafana-common';
import type { EntityScope } from '@idp/plugin-grafana-node';
import type { AlertInventory } from '../inventory/AlertInventory';
import type { Scopes } from '../scopes/Scopes';
import { compareStates, ruleWith, type RuleRecord } from './records';

const MOST_RULES = 500;

export interface AlertsOptions {
  inventory: AlertInventory;
  scopes: Scopes;
}

/** The rules of an entity, each with the entity's own alerts alone, the worst first. */
export function rulesOf(
  subject: {
    entity: Entity;
    /** In lower case. */
    entityRef: string;
    claim: GrafanaClaim;
    scope?: EntityScope;
  },
  { inventory, scopes }: AlertsOptions,
): AlertRule[] {
  const { entity, entityRef, claim, scope } = subject;
  const found = new Map<RuleRecord, Set<Alert>>();
  const add = (rule: RuleRecord, alerts: Iterable<Alert> = []) => {
    const known = found.get(rule);
    if (known) for (const alert of alerts) known.add(alert);
    else found.set(rule, new Set(alerts));
  };
  for (const [rule, alerts] of inventory.ofOwner(entityRef)) add(rule, alerts);
  for (const group of scope?.ruleGroups ?? []) {
    for (const rule of inventory.ofGroup(group)) {
      if (speaksOf(scope!, rule.labels)) add(rule);
    }
  }
  const { instances } = claim;
  const mayClaim = (labels: Readonly<Record<string, string>>) =>
    scopes.mayClaim(entity, entityRef, labels) &&
    // Whose namespace is known has no business in another.
    (!scope?.namespace ||
      labels.namespace === undefined ||
      labels.namespace === scope.namespace);
  for (const { name, value } of claim.alertLabels ?? []) {
    for (const rule of inventory.withLabel(name, value)) {
      const { kind, name: source } = rule.source;
      if (instances && kind === 'grafana' && !instances.includes(source)) {
        continue;
      }
      const alerts = rule.alerts.filter(
        ({ labels }) => labels[name] === value && mayClaim(labels),
      );
      const itself = rule.labels[name] === value && mayClaim(rule.labels);
      if (itself || alerts.length > 0) add(rule, alerts);
    }
  }
  const { environments } = scope ?? {};
  return [...found]
    .filter(
      ([{ source }]) =>
        !environments || environments.includes(source.environment),
    )
    .map(([rule, alerts]) => ruleWith(rule, [...alerts]))
    .sort(
      (a, b) =>
        compareStates(a.state, b.state) ||
        a.name.localeCompare(b.name) ||
        a.id.localeCompare(b.id),
    );
}

/** As many rules as an answer holds, and how many there are in each state. */
export function cutRules(rules: AlertRule[]): {
  rules: AlertRule[];
  moreRules?: number;
  counts: Partial<Record<AlertState, number>>;
} {
  return {
    rules: rules.slice(0, MOST_RULES),
    ...(rules.length > MOST_RULES && { moreRules: rules.length - MOST_RULES }),
    counts: countStates(rules),
  };
}

export function countStates(
  rules: Iterable<{ state: AlertState }>,
): Partial<Record<AlertState, number>> {
  const counts: Partial<Record<AlertState, number>> = {};
  for (const { state } of rules) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** A rule for all may name a namespace and a workload; then it is for that one. */
function speaksOf(
  { namespace, workload }: EntityScope,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    (labels.namespace === undefined || labels.namespace === namespace) &&
    (labels.workload === undefined || labels.workload === workload)
  );
}
