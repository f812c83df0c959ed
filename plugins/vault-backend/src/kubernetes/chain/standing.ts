import type { DeliveryState } from '@idp/plugin-vault-common';
import type { ExternalSecret } from '../objects/ExternalSecret';
import { durationMs } from './duration';

/** Time that External Secrets may be late by, beside as much again as the interval. */
const PATIENCE_MS = 5 * 60_000;

/** Where a delivery stands, by what External Secrets says of it. */
export function standingOf(
  object: ExternalSecret,
  { live, now }: { live: boolean; now: number },
): DeliveryState {
  const { ready, refreshedAt, trouble } = object;
  if (ready?.status === undefined) return 'unknown';
  if (!ready.status) return refreshedAt ? 'stale' : 'waiting';
  // Both are what it is content with, and no Secret is there.
  if (ready.reason === 'SecretDeleted' || ready.reason === 'SecretMissing') {
    return 'waiting';
  }
  if (trouble === 'retained') return 'stale';
  return live && isOverdue(object, now) ? 'stale' : 'delivered';
}

/** Whether it should have been read again long ago. */
export function isOverdue(
  { rereads, refreshInterval, refreshedAt }: ExternalSecret,
  now: number,
): boolean {
  const interval = durationMs(refreshInterval ?? '1h');
  if (rereads !== 'by-interval' || !interval || !refreshedAt) return false;
  return now - Date.parse(refreshedAt) > 2 * interval + PATIENCE_MS;
}
