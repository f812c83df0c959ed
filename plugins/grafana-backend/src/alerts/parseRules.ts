import type { Alert, AlertRule, AlertState } from '@idp/plugin-grafana-common';
import { createHash } from 'node:crypto';
import { list, number, object, text, time } from '@idp/upstream/wire';
import { fillIn } from './fillIn';
import type { RuleRecord } from './records';

const MOST_RULES = 20_000;
const MOST_ALERTS = 2_000;
const MOST_LABELS = 64;

/**
 * Rules in the wire format that Prometheus and Grafana share. What is not as expected is left out; texts are kept as they
 * are, for pages to show as text.
 */
export function parseRules(
  wire: unknown,
  source: AlertRule['source'] & {
    publicUrl?: string;
    /** Filled in where the text of a rule asks for one. */
    externalLabels?: Readonly<Record<string, string>>;
  },
): RuleRecord[] {
  const { publicUrl, externalLabels, ...from } = source;
  const rules: RuleRecord[] = [];
  const seen = new Map<string, number>();
  for (const group of list(object(object(wire).data).groups).map(object)) {
    const groupName = text(group.name, 300) ?? 'unnamed';
    for (const rule of list(group.rules).map(object)) {
      const name = text(rule.name, 300);
      if (!name || (rule.type !== undefined && rule.type !== 'alerting')) {
        continue;
      }
      if (rules.length >= MOST_RULES) return rules;
      const labels = labelsOf(rule.labels);
      // What always fires, to show that alerts arrive: nobody acts on it.
      if (labels.severity === 'none') continue;
      const id = idOf([
        from.kind,
        from.name,
        text(group.file) ?? '',
        groupName,
        name,
        text(rule.uid) ?? '',
        JSON.stringify(labels),
      ]);
      const number_ = seen.get(id) ?? 0;
      seen.set(id, number_ + 1);
      const quiet = quietOf(rule.health);
      const error = quiet === 'error' ? text(rule.lastError, 500) : undefined;
      const severity = labels.severity;
      const page = pageOf(from.kind, publicUrl, text(rule.uid, 100));
      rules.push({
        id: number_ === 0 ? id : `${id}-${number_}`,
        source: from,
        name,
        group: groupName,
        quiet,
        ...(severity && { severity }),
        labels,
        ...wordsOf(rule.annotations, externalLabels),
        ...(page && { url: page }),
        ...(error && { error }),
        alerts: list(rule.alerts)
          .slice(0, MOST_ALERTS)
          .map(parseAlert)
          .filter((alert): alert is Alert => alert !== undefined),
      });
    }
  }
  return rules;
}

function parseAlert(wire: unknown): Alert | undefined {
  const { state, labels, annotations, activeAt, value } = object(wire);
  const known = stateOf(state);
  if (!known) return undefined;
  const since = time(activeAt);
  const found = number(value);
  return {
    state: known,
    // Grafana writes the year 1 for "never".
    ...(since && since > '1971' && { since }),
    labels: labelsOf(labels),
    ...(found !== undefined && { value: found }),
    ...wordsOf(annotations),
  };
}

/** `firing` and `pending` of Prometheus; Grafana's words, some with a reason in parentheses. */
function stateOf(value: unknown): AlertState | undefined {
  const word = text(value)
    ?.replace(/ ?\(.*\)$/, '')
    .toLowerCase();
  switch (word) {
    case 'firing':
    case 'alerting':
      return 'firing';
    case 'pending':
    case 'recovering':
      return 'pending';
    case 'nodata':
      return 'no-data';
    case 'error':
      return 'error';
    default:
      // What is well is no alert: it would only be a line for each series that a rule looks at.
      return undefined;
  }
}

function quietOf(health: unknown): RuleRecord['quiet'] {
  if (health === 'err' || health === 'error') return 'error';
  return health === 'nodata' ? 'no-data' : 'normal';
}

/** Labels of alerts, without those that are Grafana's own business. */
export function labelsOf(wire: unknown): Record<string, string> {
  const labels: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(object(wire)).slice(
    0,
    MOST_LABELS,
  )) {
    const shown = text(value, 1_000);
    if (shown !== undefined && name.length <= 200 && !name.startsWith('__')) {
      labels[name] = shown;
    }
  }
  return { ...labels };
}

function wordsOf(
  annotations: unknown,
  externalLabels: Readonly<Record<string, string>> = {},
): Pick<AlertRule, 'summary' | 'description' | 'runbookUrl'> {
  const words = object(annotations);
  const read = (name: string, most: number) => {
    const found = text(words[name], most);
    return found && fillIn(found, externalLabels);
  };
  const short = read('summary', 1_000) ?? read('message', 1_000);
  const long = read('description', 4_000);
  const url = safeUrl(read('runbook_url', 2_000));
  return {
    ...(short && { summary: short }),
    ...(long && { description: long }),
    ...(url && { runbookUrl: url }),
  };
}

/** An address that a page may link to. */
function safeUrl(value: string | undefined): string | undefined {
  // What only an alert can fill in.
  if (!value || value.includes('{{')) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url &&
    ['http:', 'https:'].includes(url.protocol) &&
    !url.username &&
    !url.password
    ? url.toString()
    : undefined;
}

function pageOf(
  kind: AlertRule['source']['kind'],
  publicUrl: string | undefined,
  uid: string | undefined,
): string | undefined {
  if (!publicUrl) return undefined;
  if (kind === 'prometheus') return `${publicUrl}/alerts`;
  return uid && /^[A-Za-z0-9_-]+$/.test(uid)
    ? `${publicUrl}/alerting/grafana/${uid}/view`
    : undefined;
}

function idOf(parts: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('base64url')
    .slice(0, 16);
}
