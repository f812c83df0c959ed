import {
  ALERT_STATES,
  type Alert,
  type AlertRule,
  type AlertState,
} from '@idp/plugin-grafana-common';

/** A rule as the inventory keeps it, with all of its alerts, whoever they belong to. */
export interface RuleRecord
  extends Omit<AlertRule, 'state' | 'since' | 'alerts' | 'moreAlerts'> {
  /** What the rule is in while it has no alert. */
  quiet: 'normal' | 'no-data' | 'error';
  alerts: Alert[];
}

export function worst(states: Iterable<AlertState>): AlertState | undefined {
  let found: AlertState | undefined;
  for (const state of states) {
    if (!found || compareStates(state, found) < 0) found = state;
  }
  return found;
}

export function compareStates(a: AlertState, b: AlertState): number {
  return ALERT_STATES.indexOf(a) - ALERT_STATES.indexOf(b);
}

const MOST_ALERTS = 50;

/** The rule with these of its alerts, the worst first, in the words of the worst. */
export function ruleWith(
  record: RuleRecord,
  alerts: readonly Alert[],
): AlertRule {
  const { quiet, summary, description, ...rule } = record;
  // A rule that cannot be evaluated says so whatever its alerts were.
  const state =
    worst([
      ...(quiet === 'error' ? [quiet] : []),
      ...alerts.map(alert => alert.state),
    ]) ?? quiet;
  const sorted = [...alerts].sort(
    (a, b) =>
      compareStates(a.state, b.state) ||
      (a.since ?? '').localeCompare(b.since ?? ''),
  );
  const since = sorted.find(alert => alert.state === state)?.since;
  const short = sorted[0]?.summary ?? filledIn(summary);
  const long = sorted[0]?.description ?? filledIn(description);
  const runbook = sorted[0]?.runbookUrl ?? rule.runbookUrl;
  return {
    ...rule,
    state,
    ...(since && { since }),
    ...(short && { summary: short }),
    ...(long && { description: long }),
    ...(runbook && { runbookUrl: runbook }),
    alerts: sorted.slice(0, MOST_ALERTS),
    ...(sorted.length > MOST_ALERTS && {
      moreAlerts: sorted.length - MOST_ALERTS,
    }),
  };
}

/** A rule's own words may be a template, which says nothing while there is no alert to fill it in. */
function filledIn(text: string | undefined): string | undefined {
  return text?.includes('{{') ? undefined : text;
}
