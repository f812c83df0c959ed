import type { Change } from '@idp/plugin-changes-common';
import { ForgeError } from '../ForgeError';

/**
 * Refuses to merge another commit than the one that was judged.
 *
 * @public
 */
export function requireJudgedHead(
  { id, headCommit }: Pick<Change, 'id' | 'headCommit'>,
  judged: string | undefined,
): void {
  if (judged === undefined || judged === headCommit) return;
  throw new ForgeError(
    'conflict',
    `Change ${id} was updated in the meantime: read it again, then merge it`,
  );
}
