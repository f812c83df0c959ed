import type { SyncWindow } from '@idp/plugin-argocd-common';
import { list, object, text } from '@idp/upstream/wire';

/** The windows of an Application's project that hold for it. */
export function parseSyncWindows(
  answer: Record<string, unknown>,
): SyncWindow[] {
  const active = new Set(list(answer.activeWindows).map(keyOf));
  return list(answer.assignedWindows).map(window => {
    const { kind, schedule, duration, timeZone, manualSync } = object(window);
    return {
      kind: kind === 'deny' ? 'deny' : 'allow',
      schedule: text(schedule) ?? '',
      duration: text(duration) ?? '',
      timeZone: text(timeZone),
      active: active.has(keyOf(window)),
      manualSync: manualSync === true,
    };
  });
}

function keyOf(window: unknown): string {
  const { kind, schedule, duration, manualSync } = object(window);
  return JSON.stringify([kind, schedule, duration, manualSync ?? false]);
}
