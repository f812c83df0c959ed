import type { HealthStatus, SyncStatus } from '@idp/plugin-argocd-common';

const HEALTH: HealthStatus[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
];
const SYNC: SyncStatus[] = ['OutOfSync', 'Unknown', 'Synced'];

/** Healths from worst to best, as lists show them. */
export const HEALTH_ORDER: readonly HealthStatus[] = HEALTH;
/** Sync states from worst to best. */
export const SYNC_ORDER: readonly SyncStatus[] = SYNC;

/** Whether somebody has to do something: it does not work. */
export function isBroken(health: HealthStatus): boolean {
  return health === 'Degraded' || health === 'Missing';
}

/** Whether somebody should look: it is broken, or not as Git says. */
export function needsAttention(state: {
  health: HealthStatus;
  sync: SyncStatus;
}): boolean {
  return isBroken(state.health) || state.sync !== 'Synced';
}

/** How bad it is, the smaller the worse: what is broken, then what differs from Git, then the rest. */
export function severity(state: {
  health: HealthStatus;
  sync: SyncStatus;
}): number {
  if (isBroken(state.health)) return HEALTH.indexOf(state.health);
  if (state.sync !== 'Synced') return 2 + SYNC.indexOf(state.sync);
  return 4 + HEALTH.indexOf(state.health);
}

/** A copy, what is worst first, else as it was. */
export function worstFirst<T>(
  items: readonly T[],
  stateOf: (item: T) => { health: HealthStatus; sync: SyncStatus },
): T[] {
  return items
    .map((item, index) => ({ item, index, bad: severity(stateOf(item)) }))
    .sort((a, b) => a.bad - b.bad || a.index - b.index)
    .map(({ item }) => item);
}
