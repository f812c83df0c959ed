import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGit } from '../world/git';

const ROOT = path.resolve(__dirname, '..', '..', '..', '..');

/**
 * A bare repository with the GitOps part of this checkout, and a way to commit to it.
 *
 * @param also - further files and folders
 */
export async function makeBareRepository(also: readonly string[] = []) {
  const folder = await mkdtemp(path.join(tmpdir(), 'idp-sandbox-test-'));
  const gitDir = path.join(folder, 'forge.git');
  const work = path.join(folder, 'work');
  const git = (...args: string[]) =>
    runGit([`--git-dir=${gitDir}`, `--work-tree=${work}`, ...args]);
  await runGit(['init', '--quiet', '--bare', '-b', 'main', gitDir]);
  for (const name of ['gitops', 'templates', ...also]) {
    await cp(path.join(ROOT, name), path.join(work, name), { recursive: true });
  }
  const commit = async (message: string) => {
    await git('add', '-A');
    await git(
      '-c',
      'user.name=Kim Larsen',
      '-c',
      'user.email=kim@example.com',
      'commit',
      '--quiet',
      '-m',
      message,
    );
    return (await git('rev-parse', 'HEAD')).trim();
  };
  const first = await commit('Everything');
  return {
    gitDir,
    first,
    commit,
    async write(file: string, text: string) {
      const full = path.join(work, file);
      await mkdir(path.dirname(full), { recursive: true });
      await writeFile(full, text);
    },
    /** Replaces text in a file. */
    async edit(file: string, from: string, to: string) {
      const full = path.join(work, file);
      const text = await readFile(full, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      await writeFile(full, text.replaceAll(from, to));
    },
    copy: (from: string, to: string) =>
      cp(path.join(work, from), path.join(work, to), { recursive: true }),
    removeFile: (file: string) =>
      rm(path.join(work, file), { recursive: true, force: true }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
