import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file's new text, or undefined where it is removed; a folder can be removed, too. */
export type Changes = Record<string, string | undefined>;

/** A bare repository that Argo CD reads, and a clone of it that the test bed writes to. */
export class GitRepository {
  private constructor(
    /** Folder of the bare repository. */
    readonly bare: string,
    /** Folder of the clone. */
    readonly work: string,
  ) {}

  /** Makes both; `fill` writes what the first commit holds. */
  static async create(
    folder: string,
    fill: (work: string) => Promise<void>,
  ): Promise<GitRepository> {
    const bare = path.join(folder, 'platform.git');
    const work = path.join(folder, 'work');
    fs.mkdirSync(folder, { recursive: true });
    await git(
      folder,
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      bare,
    );
    await git(folder, 'clone', '--quiet', bare, work);
    await git(work, 'checkout', '--quiet', '-B', 'main');
    const repository = new GitRepository(bare, work);
    await fill(work);
    await repository.commit('As this checkout is', {});
    return repository;
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.work, file), 'utf8');
  }

  /** Commits a change and pushes it; resolves to the commit. */
  async commit(message: string, changes: Changes): Promise<string> {
    for (const [file, text] of Object.entries(changes)) {
      const full = path.join(this.work, file);
      if (text === undefined) fs.rmSync(full, { recursive: true, force: true });
      else {
        fs.mkdirSync(path.dirname(full), { recursive: true });
        fs.writeFileSync(full, text);
      }
    }
    await git(this.work, 'add', '--all', '--force');
    await git(this.work, 'commit', '--quiet', '--message', message);
    return this.push();
  }

  /** A new commit that takes the newest one back. */
  async revert(): Promise<string> {
    await git(this.work, 'revert', '--no-edit', 'HEAD');
    return this.push();
  }

  /** From now on it is read from there, and written there. */
  async moveTo(url: string): Promise<void> {
    await git(this.work, 'remote', 'set-url', 'origin', url);
    await this.push();
  }

  /** Brings what others have merged. */
  async pull(): Promise<string> {
    await git(this.work, 'fetch', '--quiet', 'origin', 'main');
    await git(this.work, 'reset', '--quiet', '--hard', 'FETCH_HEAD');
    return this.head();
  }

  async head(): Promise<string> {
    return (await git(this.work, 'rev-parse', 'HEAD')).trim();
  }

  async push(): Promise<string> {
    await git(this.work, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main');
    return this.head();
  }
}

/** Git with an identity of its own: the machine need not have one, and the person's own configuration has no say. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Testbed',
      GIT_AUTHOR_EMAIL: 'testbed@example.com',
      GIT_COMMITTER_NAME: 'Testbed',
      GIT_COMMITTER_EMAIL: 'testbed@example.com',
    },
    maxBuffer: 32 * 1024 * 1024,
  });
  return stdout;
}
