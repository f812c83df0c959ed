import {
  FINDING_ORDER,
  needsSomebody,
  standingOf,
  type Finding,
} from '../model/order';
import type { SecretPath } from '../model/paths';

/** What of an entity's secrets is shown. */
export type Show = 'all' | 'needs' | 'overdue' | Exclude<Finding, 'ok'>;

/** Everything that can be shown, in the order of a choice. */
export const SHOWS: readonly Show[] = [
  'all',
  'needs',
  ...FINDING_ORDER.filter(
    (finding): finding is Exclude<Finding, 'ok'> => finding !== 'ok',
  ),
  'overdue',
];

/** Reads the choice out of an address; what it does not know is all. */
export function showOf(text: string | null): Show {
  return SHOWS.find(show => show === text) ?? 'all';
}

/** Whether a path is in it: one of its copies is. */
export function isShown(path: SecretPath, show: Show): boolean {
  if (show === 'all') return true;
  return path.copies.map(standingOf).some(standing => {
    if (show === 'needs') return needsSomebody(standing);
    if (show === 'overdue') return standing.rotation?.state === 'overdue';
    return standing.finding === show;
  });
}

/** How many paths are in each. */
export function countsOf(paths: readonly SecretPath[]): Record<Show, number> {
  return Object.fromEntries(
    SHOWS.map(show => [show, paths.filter(path => isShown(path, show)).length]),
  ) as Record<Show, number>;
}
