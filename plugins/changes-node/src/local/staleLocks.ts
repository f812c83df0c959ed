import { stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Git holds a lock for milliseconds; one of this age was left by a process that was killed. */
export const STALE_LOCK_MS = 5_000;

/**
 * Removes the lock files of these references, and of packed-refs, that a killed process has left behind. A lock that is
 * younger, or that changes while we look, belongs to a process at work and stays. Answers with those removed.
 */
export async function removeStaleLocks(
  gitDir: string,
  refs: string[],
  options: { staleAfterMs?: number } = {},
): Promise<string[]> {
  const { staleAfterMs = STALE_LOCK_MS } = options;
  const removed: string[] = [];
  for (const name of ['packed-refs', 'HEAD', ...refs]) {
    const file = join(gitDir, `${name}.lock`);
    const first = await identityOf(file);
    if (!first || Date.now() - first.mtimeMs < staleAfterMs) continue;
    const second = await identityOf(file);
    if (!second || second.ino !== first.ino) continue;
    if (second.mtimeMs !== first.mtimeMs) continue;
    await unlink(file).catch(() => {});
    removed.push(file);
  }
  return removed;
}

async function identityOf(file: string) {
  try {
    const { ino, mtimeMs } = await stat(file);
    return { ino, mtimeMs };
  } catch {
    return undefined;
  }
}
