import { ALERT_STATES, type AlertState } from '@idp/plugin-grafana-common';

export type Counts = Partial<Record<AlertState, number>>;

/** States for which somebody should look. */
const WORRYING: AlertState[] = ['firing', 'error', 'pending', 'no-data'];

export function isWorrying(state: AlertState): boolean {
  return WORRYING.includes(state);
}

/** How many rules there are in each state that any is in, the worst first. */
export function countsInOrder(counts: Counts): Array<[AlertState, number]> {
  return ALERT_STATES.map(
    state => [state, counts[state] ?? 0] as [AlertState, number],
  ).filter(([, count]) => count > 0);
}

export function totalOf(counts: Counts): number {
  return countsInOrder(counts).reduce((sum, [, count]) => sum + count, 0);
}

/** Sorts by state, the worst first, and otherwise leaves the order. */
export function worstFirst<T>(
  items: readonly T[],
  stateOf: (item: T) => AlertState,
): T[] {
  return [...items].sort(
    (a, b) =>
      ALERT_STATES.indexOf(stateOf(a)) - ALERT_STATES.indexOf(stateOf(b)),
  );
}
