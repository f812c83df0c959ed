/** A file with more changed lines is shut until somebody wants to see it. */
export const BIG_FILE_LINES = 400;
/** Files are open until this many lines are on the page. */
export const OPEN_LINES = 1_500;

/**
 * The paths of the files whose diff is open at first: what a browser draws at once, in the order of the list.
 *
 * @public
 */
export function openAtFirst(
  files: { path: string; additions: number; deletions: number }[],
): Set<string> {
  const open = new Set<string>();
  let lines = 0;
  for (const file of files) {
    const own = file.additions + file.deletions;
    if (own <= BIG_FILE_LINES && lines + own <= OPEN_LINES) {
      open.add(file.path);
      lines += own;
    }
  }
  return open;
}
