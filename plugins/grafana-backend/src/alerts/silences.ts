import type { Alert } from '@idp/plugin-grafana-common';
import { list, object, text, texts, time } from '@idp/upstream/wire';
import { labelsOf } from './parseRules';

type Silence = NonNullable<Alert['silence']>;

/** An alert that an Alertmanager keeps to itself. */
export interface Silenced {
  labels: Record<string, string>;
  silence: Silence;
}

const INHIBITED = 'Another alert that fires covers it';

/** The silenced ones among an Alertmanager's alerts, with what is known of why. */
export function parseSilenced(alerts: unknown, silences: unknown): Silenced[] {
  const known = new Map<string, Silence>();
  for (const wire of list(silences).map(object)) {
    const id = text(wire.id);
    if (!id) continue;
    const until = time(wire.endsAt);
    const by = text(wire.createdBy, 200);
    const comment = text(wire.comment, 500);
    known.set(id, {
      ...(until && { until }),
      ...(by && { by }),
      ...(comment && { comment }),
    });
  }
  const found: Silenced[] = [];
  for (const wire of list(alerts).map(object)) {
    const { silencedBy, inhibitedBy } = object(wire.status);
    const ids = texts(silencedBy, 10);
    const inhibited = list(inhibitedBy).length > 0;
    if (ids.length === 0 && !inhibited) continue;
    found.push({
      labels: labelsOf(wire.labels),
      silence:
        ids.length > 0
          ? ids.map(id => known.get(id)).find(Boolean) ?? {}
          : { comment: INHIBITED },
    });
  }
  return found;
}

/**
 * Marks alerts that are silenced. An Alertmanager has all labels that the rule's source gave and may have more, such as that
 * of the cluster.
 */
export function applySilences(
  alerts: readonly Alert[],
  silenced: ReadonlyMap<string, readonly Silenced[]>,
): Alert[] {
  return alerts.map(alert => {
    if (alert.state !== 'firing') return alert;
    const match = silenced
      .get(alert.labels.alertname ?? '')
      ?.find(({ labels }) =>
        Object.entries(alert.labels).every(
          ([name, value]) => labels[name] === value,
        ),
      );
    return match
      ? { ...alert, state: 'silenced' as const, silence: match.silence }
      : alert;
  });
}

export function byAlertname(
  silenced: readonly Silenced[],
): Map<string, Silenced[]> {
  const map = new Map<string, Silenced[]>();
  for (const item of silenced) {
    const name = item.labels.alertname ?? '';
    const known = map.get(name);
    if (known) known.push(item);
    else map.set(name, [item]);
  }
  return map;
}
