import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Change {
  /** The commit that the branch left the ref at. */
  since: string;
  /** Files that differ from it, committed or not, removed ones too; sorted, from the root. */
  files: string[];
}

/** What a branch and the work on it change, seen from where it left `ref`. */
export function changedFiles(root: string, ref: string): Change {
  const top = tryGit(root, 'rev-parse', '--show-toplevel')?.trimEnd();
  if (!top || fs.realpathSync(top) !== fs.realpathSync(root)) {
    throw new Error(
      `--changed compares commits, and ${root} is not the top of a git checkout. Leave --changed out to check all of it.`,
    );
  }
  const commit = tryGit(
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  )?.trim();
  if (!commit) {
    throw new Error(
      `--changed ${ref}: there is no such commit, branch or tag in ${root}. Fetch it, or name another one, such as origin/main.`,
    );
  }
  const since = tryGit(root, 'merge-base', commit, 'HEAD')?.trim();
  if (!since) {
    throw new Error(
      `--changed ${ref}: it has no commit in common with what is checked out. In a shallow clone, fetch more of the history (git fetch --unshallow).`,
    );
  }
  const committed = git(
    root,
    'diff',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '-z',
    since,
    'HEAD',
  ).split('\0');
  // One look at the working tree for what is staged, what is not, and what is new.
  const uncommitted = git(
    root,
    'status',
    '--porcelain=v1',
    '--no-renames',
    '--untracked-files=all',
    '--ignore-submodules=all',
    '-z',
  )
    .split('\0')
    .map(line => line.slice(3));
  return {
    since,
    files: [...new Set([...committed, ...uncommitted])].filter(Boolean).sort(),
  };
}

function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-C', path.resolve(root), ...args], {
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function tryGit(root: string, ...args: string[]): string | undefined {
  try {
    return git(root, ...args);
  } catch {
    return undefined;
  }
}
