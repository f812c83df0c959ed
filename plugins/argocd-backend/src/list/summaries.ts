import type { Entity } from '@backstage/catalog-model';
import {
  readClaim,
  type EntitySummaries,
  type HealthStatus,
  type SyncStatus,
} from '@idp/plugin-argocd-common';
import type { ApplicationIndex } from '../index/ApplicationIndex';

/** Worst first. */
const SYNC: SyncStatus[] = ['OutOfSync', 'Unknown', 'Synced'];
const HEALTH: HealthStatus[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
];

/** The worst of an entity's Applications; undefined where it has none. */
export function summaryOf(
  entity: Entity,
  index: ApplicationIndex,
): EntitySummaries['items'][string] | undefined {
  const { claim } = readClaim(entity);
  const entries = claim ? index.resolve(claim) : [];
  if (entries.length === 0) return undefined;
  const rows = entries.map(({ row }) => row);
  return {
    applications: rows.length,
    sync: SYNC.find(status => rows.some(({ sync }) => sync === status))!,
    health: HEALTH.find(status =>
      rows.some(({ health }) => health === status),
    )!,
  };
}
