import type {
  ResourceDiff,
  SyncRequest,
  SyncWindow,
} from '@idp/plugin-argocd-common';
import { resourceKey } from './refs';

/** What somebody chose in the dialog. */
export interface SyncChoice {
  prune: boolean;
  dryRun: boolean;
  /** Keys of objects; undefined for all. */
  only?: string[];
}

export const PLAIN_SYNC: SyncChoice = { prune: false, dryRun: false };

/** What a sync would do, as far as one can know before. */
export interface SyncPlan {
  changes: number;
  creates: number;
  /** Names of what is deleted. */
  deletes: string[];
  /** What Git no longer has and that stays all the same. */
  keeps: number;
}

/** Works out what a sync would do to the objects that differ. */
export function syncPlan(
  items: readonly ResourceDiff[],
  { prune, only }: SyncChoice,
): SyncPlan {
  const chosen = items.filter(
    item => !only || only.includes(resourceKey(item)),
  );
  const extra = chosen.filter(({ status }) => status === 'extra');
  return {
    changes: chosen.filter(({ status }) => status === 'modified').length,
    creates: chosen.filter(({ status }) => status === 'missing').length,
    deletes: prune ? extra.map(({ kind, name }) => `${kind} ${name}`) : [],
    keeps: prune ? 0 : extra.length,
  };
}

/** What is asked of the backend. */
export function syncRequest(
  items: readonly ResourceDiff[],
  { prune, dryRun, only }: SyncChoice,
): SyncRequest {
  return {
    ...(prune && { prune }),
    ...(dryRun && { dryRun }),
    ...(only && {
      resources: items
        .filter(item => only.includes(resourceKey(item)))
        .map(({ group, kind, namespace, name }) => ({
          group,
          kind,
          namespace,
          name,
        })),
    }),
  };
}

/** Whether the sync windows forbid a sync by hand now, as Argo CD decides it: a deny wins, else an allow must be open. */
export function windowsForbid(windows: readonly SyncWindow[]): boolean {
  const denies = windows.filter(one => one.kind === 'deny' && one.active);
  if (denies.length > 0) return denies.some(({ manualSync }) => !manualSync);
  const allows = windows.filter(({ kind }) => kind === 'allow');
  if (allows.length === 0 || allows.some(({ active }) => active)) return false;
  return !allows.some(({ manualSync }) => manualSync);
}
