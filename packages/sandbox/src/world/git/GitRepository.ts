import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from './runGit';

/** Who made a commit, when, and why. */
export interface CommitDetails {
  commit: string;
  author: string;
  /** ISO 8601. */
  date: string;
  message: string;
  tags: string[];
}

/** A commit of the first-parent line of main, with the files that it touched. */
export interface CommitFiles extends CommitDetails {
  files: string[];
}

const MAIN = 'refs/heads/main';
const COMMIT = /^[0-9a-f]{40}$/;
const FIELDS = '%H%x1f%an <%ae>%x1f%aI%x1f%B%x1f';

/** Reads a bare repository; it never writes to it. */
export class GitRepository {
  constructor(readonly gitDir: string) {}

  /** The commit that main is at; undefined while the repository or the branch is not there. Two small files, no process. */
  async main(): Promise<string | undefined> {
    const loose = (await this.text(MAIN)).trim();
    if (COMMIT.test(loose)) return loose;
    const packed = (await this.text('packed-refs'))
      .split('\n')
      .find(line => line.endsWith(` ${MAIN}`))
      ?.slice(0, 40);
    return packed && COMMIT.test(packed) ? packed : undefined;
  }

  /** Makes `folder` hold the files of a commit; only what differs from what it held before is written. */
  async checkOut(commit: string, folder: string): Promise<void> {
    await this.git(['read-tree', '--reset', '-u', commit], {
      GIT_WORK_TREE: folder,
      GIT_INDEX_FILE: `${folder}.index`,
    });
  }

  /** The files that differ between two commits. */
  async changedFiles(from: string, to: string): Promise<string[]> {
    const output = await this.git([
      'diff-tree',
      '-r',
      '-z',
      '--name-only',
      '--no-renames',
      from,
      to,
    ]);
    return output.split('\0').filter(Boolean);
  }

  /** Undefined when the repository has no such commit. */
  async details(revision: string): Promise<CommitDetails | undefined> {
    if (!COMMIT.test(revision)) return undefined;
    try {
      const output = await this.git([
        'show',
        '--no-patch',
        `--format=${FIELDS}`,
        revision,
      ]);
      const tags = await this.git(['tag', '--points-at', revision]);
      return {
        ...parseCommit(output),
        tags: tags.split('\n').filter(Boolean),
      };
    } catch {
      return undefined;
    }
  }

  /** The newest commits of main up to `commit`, newest first, each with what it brought to main. */
  async log(commit: string, count: number): Promise<CommitFiles[]> {
    const output = await this.git([
      'log',
      '--first-parent',
      '-m',
      '--name-only',
      `--max-count=${count}`,
      `--format=%x1e${FIELDS}`,
      commit,
    ]);
    return output
      .split('\x1e')
      .filter(Boolean)
      .map(entry => {
        const rest = entry.slice(entry.lastIndexOf('\x1f') + 1);
        return {
          ...parseCommit(entry),
          tags: [],
          files: rest.split('\n').filter(Boolean),
        };
      });
  }

  private git(args: string[], env?: Record<string, string>): Promise<string> {
    return runGit([`--git-dir=${this.gitDir}`, ...args], { env });
  }

  private text(file: string): Promise<string> {
    return readFile(path.join(this.gitDir, file), 'utf8').catch(() => '');
  }
}

function parseCommit(text: string): Omit<CommitDetails, 'tags'> {
  const [commit, author, date, message] = text.split('\x1f');
  return { commit, author, date, message: message.trim() };
}
