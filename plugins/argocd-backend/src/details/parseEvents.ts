import type { ResourceEvent } from '@idp/plugin-argocd-common';
import { redact } from '@idp/upstream';
import { number, object, text, time } from '@idp/upstream/wire';

const MOST_EVENTS = 200;

/** Events of Kubernetes, the last first. */
export function parseEvents(items: unknown[]): ResourceEvent[] {
  return items
    .map(object)
    .map((event): ResourceEvent => {
      const series = object(event.series);
      const first = time(event.firstTimestamp) ?? time(event.eventTime);
      return {
        type: event.type === 'Warning' ? 'Warning' : 'Normal',
        reason: text(event.reason) ?? '',
        message: redact(text(event.message, 2_000) ?? '', []),
        count: number(series.count) || number(event.count) || 1,
        first,
        last:
          time(series.lastObservedTime) ?? time(event.lastTimestamp) ?? first,
      };
    })
    .sort((a, b) => ((a.last ?? '') < (b.last ?? '') ? 1 : -1))
    .slice(0, MOST_EVENTS);
}
