import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitEnvironment } from '../local/gitCommand';
import { LocalForge } from '../local/LocalForge';
import { PORTAL, type Files, type ForgeHarness } from './harness';
import { silentLogger } from './silentLogger';

const PERSON = {
  GIT_AUTHOR_NAME: 'Pat',
  GIT_AUTHOR_EMAIL: 'pat@example.com',
  GIT_COMMITTER_NAME: 'Pat',
  GIT_COMMITTER_EMAIL: 'pat@example.com',
};

/** Runs git as a person would, in a folder. */
export function personGit(
  folder: string,
  args: string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): string {
  return execFileSync('git', args, {
    cwd: folder,
    input: options.input,
    env: { ...gitEnvironment(), ...PERSON, ...options.env },
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 256 * 1024 * 1024,
  }).toString();
}

/** Commits onto a branch of a bare repository by `git fast-import`, as one that knows nothing of the portal. */
export function commitTo(gitDir: string, branch: string, files: Files): string {
  const ref = `refs/heads/${branch}`;
  const refs = personGit(gitDir, ['for-each-ref', '--format=%(refname)']);
  const known = refs.split('\n');
  const head = personGit(gitDir, ['symbolic-ref', 'HEAD']).trim();
  const from = known.includes(ref) ? ref : head;
  const parts: Buffer[] = [
    Buffer.from(
      `commit ${ref}\ncommitter Pat <pat@example.com> ${Math.floor(
        Date.now() / 1000,
      )} +0000\ndata 5\nPush\n${
        known.includes(from) ? `from ${from}^0\n` : ''
      }`,
    ),
  ];
  for (const [path, content] of Object.entries(files)) {
    if (content === null) {
      parts.push(Buffer.from(`D ${JSON.stringify(path)}\n`));
      continue;
    }
    const data = Buffer.from(content);
    parts.push(
      Buffer.from(
        `M 100644 inline ${JSON.stringify(path)}\ndata ${data.length}\n`,
      ),
      data,
      Buffer.from('\n'),
    );
  }
  personGit(gitDir, ['fast-import', '--quiet', '--force'], {
    input: Buffer.concat(parts),
  });
  return personGit(gitDir, ['rev-parse', ref]).trim();
}

/** A local forge in a folder of its own, and the folder. */
export async function createLocalHarness(
  files: Files,
  options: Partial<ConstructorParameters<typeof LocalForge>[0]> = {},
): Promise<ForgeHarness & { gitDir: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'idp-forge-'));
  const gitDir = join(folder, 'forge.git');
  personGit(folder, ['init', '-q', '--bare', '-b', 'main', gitDir]);
  commitTo(gitDir, 'main', files);
  const forge = new LocalForge({
    path: gitDir,
    branchPrefix: 'portal/',
    portal: PORTAL,
    logger: silentLogger,
    ...options,
  });
  return {
    forge,
    gitDir,
    folder,
    ...repositoryMeans(gitDir),
    async close() {
      await forge.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a person does with a bare repository, past every forge. */
export function repositoryMeans(
  gitDir: string,
): Pick<
  ForgeHarness,
  'push' | 'renameDefaultBranch' | 'readCommit' | 'branches'
> {
  return {
    async push(changed, branch) {
      const head = personGit(gitDir, ['symbolic-ref', '--short', 'HEAD']);
      return commitTo(gitDir, branch ?? head.trim(), changed);
    },
    async renameDefaultBranch(name) {
      const head = personGit(gitDir, ['symbolic-ref', '--short', 'HEAD']);
      personGit(gitDir, ['branch', '-m', head.trim(), name]);
    },
    async readCommit(oid) {
      const format = '%P%x00%an%x00%ae%x00%cn%x00%ce%x00%B';
      const text = personGit(gitDir, ['log', '-1', `--format=${format}`, oid]);
      const [parents, an, ae, cn, ce, message] = text.split('\0');
      return {
        parents: parents.split(' ').filter(Boolean),
        author: { name: an, email: ae },
        committer: { name: cn, email: ce },
        message,
      };
    },
    async branches() {
      const text = personGit(gitDir, [
        'for-each-ref',
        '--format=%(objectname) %(refname:lstrip=2)',
        'refs/heads/',
      ]);
      const lines = text.split('\n').filter(Boolean);
      return new Map(
        lines.map(line => [line.slice(41), line.slice(0, 40)] as const),
      );
    },
  };
}
