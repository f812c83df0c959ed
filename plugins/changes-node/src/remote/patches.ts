import type { ChangeFile } from '@idp/plugin-changes-common';

const NULL_FILE = '/dev/null';
/** A patch of more is left out, as the local forge leaves out files of more, in bytes. */
export const LARGEST_PATCH = 512 * 1024;

/** The part of a unified diff before its hunks. */
export function patchHeader(
  path: string,
  status: ChangeFile['status'],
): string {
  const extended = {
    added: 'new file mode 100644\n',
    deleted: 'deleted file mode 100644\n',
    modified: '',
  }[status];
  const before = status === 'added' ? NULL_FILE : `a/${path}`;
  const after = status === 'deleted' ? NULL_FILE : `b/${path}`;
  return `diff --git a/${path} b/${path}\n${extended}--- ${before}\n+++ ${after}\n`;
}

/** A file that is new or gone, as a change shows it. */
export function wholeFile(
  path: string,
  status: 'added' | 'deleted',
  content: Buffer,
): ChangeFile {
  const isAdded = status === 'added';
  if (content.includes(0)) {
    return { path, status, additions: 0, deletions: 0, omitted: 'binary' };
  }
  const text = content.toString('utf8');
  const lines = text.split('\n');
  const endsWell = lines.at(-1) === '';
  if (endsWell) lines.pop();
  const counts = {
    additions: isAdded ? lines.length : 0,
    deletions: isAdded ? 0 : lines.length,
  };
  if (content.length > LARGEST_PATCH) {
    return { path, status, ...counts, omitted: 'too-large' };
  }
  const sign = isAdded ? '+' : '-';
  const range = lines.length === 1 ? '1' : `1,${lines.length}`;
  const hunk =
    lines.length > 0
      ? `@@ ${isAdded ? `-0,0 +${range}` : `-${range} +0,0`} @@\n${lines
          .map(line => `${sign}${line}\n`)
          .join('')}${endsWell ? '' : '\\ No newline at end of file\n'}`
      : '';
  return {
    path,
    status,
    ...counts,
    patch: `${patchHeader(path, status)}${hunk}`,
  };
}
