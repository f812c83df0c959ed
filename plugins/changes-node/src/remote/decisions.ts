import type { Change, ChangePerson } from '@idp/plugin-changes-common';
import { ForgeError } from '../ForgeError';
import { mergeCommitMessage, quotePath } from '../request';

/** Refuses to merge what is closed, and to close what is merged. */
export function refuseDecision(
  { id, state }: Change,
  decision: 'merge' | 'close',
): void {
  if (decision === 'merge' && state === 'closed') {
    throw new ForgeError(
      'conflict',
      `Change ${id} is closed: run its golden path again to open a new one`,
    );
  }
  if (decision === 'close' && state === 'merged') {
    throw new ForgeError(
      'conflict',
      `Change ${id} is merged already and can't be closed`,
    );
  }
}

/** Title and text of the merge commit. A forge commits as the portal's account, so the person is its co-author. */
export function mergeMessage(
  { id, title, branch }: Change,
  person: ChangePerson & { email: string },
): { title: string; text: string } {
  const message = mergeCommitMessage({ id, title, branch, coAuthor: person });
  const [first, , ...rest] = message.trimEnd().split('\n');
  return { title: first, text: rest.join('\n') };
}

/** A change that can't be merged, with the files that both sides touched. */
export function mergeConflict(branch: string, files: string[]): ForgeError {
  const names = files.slice(0, 20).map(quotePath).join(', ');
  return new ForgeError(
    'conflict',
    `${branch} has moved on and touched the same files: ${
      names || 'see the pull request'
    }. Start again from the current ${branch}`,
    { files },
  );
}

/** The change where a merge has happened although its answer says otherwise, or never came; else the failure. */
export async function unlessMerged(
  failure: unknown,
  read: () => Promise<Change>,
): Promise<Change> {
  const change = await read().catch(() => undefined);
  if (change?.state === 'merged') return change;
  throw failure;
}
