import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What a build or an installation leaves behind, where git cannot say what it ignores. */
const LEFT_BEHIND = new Set([
  '.git',
  '.tools',
  '.yarn',
  'coverage',
  'dist',
  'dist-types',
  'node_modules',
]);

/**
 * The files of a checkout that git would keep, tracked or new, sorted; of a folder that is no checkout, all.
 *
 * @param skip - tells a folder, by its path from the root, that is left out with all that is in it
 */
export function listFiles(
  root: string,
  skip: (folder: string) => boolean = () => false,
): string[] {
  const files = fs.existsSync(path.join(root, '.git'))
    ? kept(root, skip)
    : below(root, '', skip);
  return files.sort();
}

function kept(root: string, skip: (folder: string) => boolean): string[] {
  const list = (...options: string[]) =>
    listed(root, options).split('\0').filter(Boolean);
  const gone = new Set(list('--deleted'));
  const skipped = new Map<string, boolean>();
  const isSkipped = (folder: string): boolean => {
    if (folder === '.') return false;
    let known = skipped.get(folder);
    if (known === undefined) {
      known = isSkipped(path.posix.dirname(folder)) || skip(folder);
      skipped.set(folder, known);
    }
    return known;
  };
  return [
    ...new Set(list('--cached', '--others', '--exclude-standard')),
  ].filter(file => !gone.has(file) && !isSkipped(path.posix.dirname(file)));
}

function listed(root: string, options: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(
    'git',
    ['-C', root, 'ls-files', '-z', ...options],
    { encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 },
  );
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    throw new Error(
      `${root} is a git checkout, and git is not on PATH, so nobody can say which files belong to it. Install git.`,
    );
  }
  if (error || status !== 0) {
    const [reason] = (stderr || error?.message || `it ended with ${status}`)
      .trim()
      .split('\n');
    throw new Error(
      `git cannot list the files of ${root}: ${reason}. Mend the checkout, or remove its .git to have all files of the folder checked.`,
    );
  }
  return stdout;
}

function below(
  root: string,
  folder: string,
  skip: (folder: string) => boolean,
): string[] {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap(entry => {
      const file = folder ? `${folder}/${entry.name}` : entry.name;
      if (!entry.isDirectory()) return [file];
      return LEFT_BEHIND.has(entry.name) || skip(file)
        ? []
        : below(root, file, skip);
    });
}
