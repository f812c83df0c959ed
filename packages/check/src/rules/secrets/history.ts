import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT = 1024 * 1024 * 1024;

/** A version of a file somewhere in the history of the branch. */
export interface Blob {
  id: string;
  /** One of the paths that it was known by. */
  file: string;
}

export interface History {
  commits: number;
  /** Whether the clone has no older commits than it was given. */
  shallow: boolean;
  /** Each version of each file once. */
  blobs: Blob[];
}

/** Whether the folder is the top of a git checkout, and not an unpacked archive somewhere in one. */
export function isCheckout(root: string): boolean {
  try {
    const top = git(root, 'rev-parse', '--show-toplevel').trimEnd();
    git(root, 'rev-parse', '--verify', '--quiet', 'HEAD');
    return fs.realpathSync(top) === fs.realpathSync(path.resolve(root));
  } catch {
    return false;
  }
}

/**
 * Every blob that the commits of the branch reach.
 *
 * @param since - a commit; it and what is older is left out
 */
export async function readHistory(
  root: string,
  since?: string,
): Promise<History> {
  const range = rangeOf(since);
  const [objects, types] = await listObjects(root, range);
  const blobs = [...objects]
    .filter(([id]) => types.get(id) === 'blob')
    .map(([id, file]) => ({ id, file }));
  return {
    commits: Number(git(root, 'rev-list', '--count', ...range)),
    shallow:
      git(root, 'rev-parse', '--is-shallow-repository').trim() === 'true',
    blobs,
  };
}

function rangeOf(since: string | undefined): string[] {
  return since ? ['HEAD', `^${since}`] : ['HEAD'];
}

async function listObjects(
  root: string,
  range: string[],
): Promise<[Map<string, string>, Map<string, string>]> {
  const { stdout } = await run(
    'git',
    ['-C', root, 'rev-list', '--objects', ...range],
    { maxBuffer: MAX_OUTPUT },
  );
  const objects = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [, id, file] = /^([0-9a-f]+) (.+)$/.exec(line) ?? [];
    if (id) objects.set(id, file);
  }
  const types = new Map<string, string>();
  const listing = await readAll(
    root,
    '--batch-check=%(objectname) %(objecttype)',
    [...objects.keys()],
  );
  for (const line of listing.toString('latin1').split('\n')) {
    const [id, type] = line.split(' ');
    types.set(id, type);
  }
  return [objects, types];
}

/** The contents of blobs, one after the other, by one git process. */
export async function* readBlobs(
  root: string,
  blobs: readonly Blob[],
): AsyncGenerator<Blob & { content: Buffer }> {
  const child = start(
    root,
    '--batch',
    blobs.map(({ id }) => id),
  );
  let rest: Buffer = Buffer.alloc(0);
  let next = 0;
  const chunks: Buffer[] = [];
  let have = 0;
  let need = 0;
  for await (const chunk of child.stdout) {
    chunks.push(chunk);
    have += chunk.length;
    if (have < need) continue;
    rest = Buffer.concat(chunks);
    while (next < blobs.length) {
      const end = rest.indexOf(10);
      if (end < 0) break;
      const size = Number(rest.toString('latin1', 0, end).split(' ')[2]);
      need = end + 1 + size + 1;
      if (rest.length < need) break;
      yield {
        ...blobs[next++],
        content: rest.subarray(end + 1, end + 1 + size),
      };
      rest = rest.subarray(need);
      need = 0;
    }
    chunks.splice(0, chunks.length, rest);
    have = rest.length;
  }
}

/** The texts of all commits of the branch, or of those after one, by id. */
export function readMessages(
  root: string,
  since?: string,
): Array<[string, string]> {
  return git(root, 'log', '--format=%H%n%B%x00', ...rangeOf(since))
    .split('\0')
    .map(entry => entry.trimStart())
    .filter(Boolean)
    .map(entry => {
      const end = entry.indexOf('\n');
      return [entry.slice(0, end), entry.slice(end + 1)];
    });
}

/** The commit that brought a blob. */
export function commitOf(root: string, blob: string): string {
  const commits = git(
    root,
    'log',
    '--format=%H',
    '--no-renames',
    `--find-object=${blob}`,
    'HEAD',
  );
  return commits.trim().split('\n').at(-1) ?? '';
}

async function readAll(root: string, mode: string, ids: string[]) {
  const chunks: Buffer[] = [];
  for await (const chunk of start(root, mode, ids).stdout) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function start(root: string, mode: string, ids: string[]) {
  const child = spawn('git', ['-C', root, 'cat-file', mode, '--buffer'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A reader that stops early closes the pipe while we still write.
  child.stdin.on('error', () => {});
  child.stdin.end(ids.map(id => `${id}\n`).join(''));
  return child;
}

function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
