import type { Rotation } from '@idp/plugin-vault-common';

const DAY = 86_400_000;

/** How old in whole days; undefined for what is no date. */
export function daysSince(iso: string | undefined, now: Date) {
  const then = Date.parse(iso ?? '');
  if (Number.isNaN(then)) return undefined;
  return Math.max(0, Math.floor((now.getTime() - then) / DAY));
}

/** How many days are left until the rotation is due; below zero for how many it has been. */
export function daysLeft({ dueAt }: Rotation, now: Date): number {
  return Math.ceil((Date.parse(dueAt) - now.getTime()) / DAY);
}

/** How much of its allowed age a secret has used, 0 to 1. */
export function usedAge(rotation: Rotation, now: Date): number {
  const used = 1 - daysLeft(rotation, now) / rotation.maxAgeDays;
  return Math.min(1, Math.max(0, used));
}
