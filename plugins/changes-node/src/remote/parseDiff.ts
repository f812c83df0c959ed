import type { ChangeFile } from '@idp/plugin-changes-common';
import { LARGEST_PATCH } from './patches';

/** A file of a diff; with `previous` it was moved, and its patch is the difference to there. */
export interface DiffedFile extends ChangeFile {
  previous?: string;
}

/**
 * Takes the text of `git diff` apart. Hunks are followed by the numbers of lines that they announce, so that a file's
 * content can't pass for the beginning of another file.
 */
export function parseDiff(text: string): DiffedFile[] {
  const lines = text.split('\n');
  const files: DiffedFile[] = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].startsWith('diff --git ')) {
      at += 1;
      continue;
    }
    const start = at;
    const head = readHead(lines, at);
    at = head.end;
    const counts = { additions: 0, deletions: 0 };
    while (at < lines.length && lines[at].startsWith('@@ ')) {
      at = readHunk(lines, at, counts);
    }
    const patch = `${lines.slice(start, at).join('\n')}\n`;
    files.push(toFile(head, counts, patch));
  }
  return files;
}

interface Head {
  path: string;
  previous?: string;
  status: ChangeFile['status'];
  isBinary: boolean;
  end: number;
}

function readHead(lines: string[], start: number): Head {
  const head: Head = {
    path: pathOfFirstLine(lines[start]),
    status: 'modified',
    isBinary: false,
    end: start + 1,
  };
  for (; head.end < lines.length; head.end++) {
    const line = lines[head.end];
    const isOver =
      line === '' || line.startsWith('diff --git ') || line.startsWith('@@ ');
    if (isOver) break;
    if (line.startsWith('new file mode ')) head.status = 'added';
    if (line.startsWith('deleted file mode ')) head.status = 'deleted';
    if (line.startsWith('rename from '))
      head.previous = unquote(line.slice(12));
    if (/^(rename|copy) to /.test(line)) {
      head.path = unquote(line.replace(/^\w+ to /, ''));
      head.status = 'added';
    }
    if (line.startsWith('Binary files ') || line === 'GIT binary patch') {
      head.isBinary = true;
    }
    const side = /^(?:---|\+\+\+) ("?[ab]\/.*)$/.exec(line);
    if (side) head.path = unquote(side[1].replace(/\t$/, '')).slice(2);
  }
  return head;
}

function readHunk(
  lines: string[],
  start: number,
  counts: { additions: number; deletions: number },
): number {
  const sizes = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(lines[start]);
  let before = Number(sizes?.[1] ?? 1);
  let after = Number(sizes?.[2] ?? 1);
  let at = start + 1;
  while (at < lines.length && (before > 0 || after > 0)) {
    const sign = lines[at][0];
    if (sign === '+') {
      after -= 1;
      counts.additions += 1;
    } else if (sign === '-') {
      before -= 1;
      counts.deletions += 1;
    } else if (sign !== '\\') {
      before -= 1;
      after -= 1;
    }
    at += 1;
  }
  return lines[at]?.startsWith('\\') ? at + 1 : at;
}

function toFile(
  { path, previous, status, isBinary }: Head,
  counts: { additions: number; deletions: number },
  patch: string,
): DiffedFile {
  const file: DiffedFile = { path, status, ...counts };
  if (previous !== undefined) file.previous = previous;
  if (isBinary) return { ...file, omitted: 'binary' };
  return patch.length > LARGEST_PATCH
    ? { ...file, omitted: 'too-large' }
    : { ...file, patch };
}

/** Where a file has neither `---` nor `+++` (binary, empty, mode alone), both of its names here are the same. */
function pathOfFirstLine(line: string): string {
  const names = line.slice('diff --git '.length);
  const half = names.slice(0, (names.length - 1) / 2);
  return unquote(half).slice(2);
}

/** A name as Git quotes one that has other than printable ASCII in it. */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  const escapes: Record<string, number> = {
    a: 7,
    b: 8,
    t: 9,
    n: 10,
    v: 11,
    f: 12,
    r: 13,
  };
  const bytes: number[] = [];
  const text = name.slice(1, -1);
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '\\') {
      bytes.push(...Buffer.from(text[index]));
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(index + 1))?.[0];
    if (octal) {
      bytes.push(parseInt(octal, 8));
      index += 3;
    } else {
      index += 1;
      bytes.push(escapes[text[index]] ?? text.charCodeAt(index));
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
