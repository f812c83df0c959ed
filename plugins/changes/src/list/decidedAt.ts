import type { Change } from '@idp/plugin-changes-common';

/** The newest turn of a change, and when it was. */
export function decidedAt(change: Change): {
  what: 'opened' | 'merged' | 'closed';
  iso: string;
} {
  if (change.state === 'merged') {
    return { what: 'merged', iso: change.mergedAt ?? change.updatedAt };
  }
  if (change.state === 'closed') {
    return { what: 'closed', iso: change.closedAt ?? change.updatedAt };
  }
  return { what: 'opened', iso: change.createdAt };
}
