import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ForgeError } from '../ForgeError';
import type { GitIdentity } from '../request';
import { gitFailure, runGit } from './gitCommand';
import { commitObject } from './gitObjects';
import { checkGitVersion } from './gitVersion';
import { Repository } from './Repository';
import { seedTree } from './seedTree';
import { removeStaleLocks } from './staleLocks';

export interface OpenRepositoryOptions {
  path: string;
  seedFrom?: string;
  portal: GitIdentity;
  logger: LoggerService;
  staleLockMs?: number;
}

const FIRST_BRANCH = 'main';
const ABANDONED_SEED_MS = 60 * 60 * 1000;

/** What people push is checked, and the changes' references are not theirs to move. */
const REPOSITORY_SETTINGS = `[transfer]
\tfsckObjects = true
[receive]
\thideRefs = refs/idp
[core]
\tfsync = committed,loose-object
`;

/** Opens the bare repository at `path`; makes and seeds it first where there is none. */
export async function openRepository(
  options: OpenRepositoryOptions,
): Promise<Repository> {
  const { path, logger } = options;
  await checkGitVersion(path);
  if (await isMissing(path)) await create(options);
  await checkKind(path);
  await removeStaleLocks(path, [], { staleAfterMs: options.staleLockMs });
  const repository = new Repository(path, {
    staleLockMs: options.staleLockMs,
    onStaleLocks: files =>
      logger.warn(
        `Removed lock files that a killed git process has left: ${files.join(
          ', ',
        )}`,
      ),
  });
  const refs = await repository.listRefs(['refs/heads/']);
  if (refs.size === 0) await seed(repository, options);
  return repository;
}

/** Made beside its place and then moved there, so that a half one never stands in it. */
async function create(options: OpenRepositoryOptions): Promise<void> {
  const { path } = options;
  await mkdir(dirname(path), { recursive: true });
  await removeAbandoned(path);
  const draft = `${path}.seed-${randomUUID()}`;
  try {
    await runGit({
      purpose: 'make the repository',
      repository: path,
      args: [
        'init',
        '--quiet',
        '--bare',
        '--template=',
        `--initial-branch=${FIRST_BRANCH}`,
        draft,
      ],
    });
    await appendFile(join(draft, 'config'), REPOSITORY_SETTINGS);
    const repository = new Repository(draft);
    try {
      await seed(repository, options);
    } finally {
      repository.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was faster.
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) return;
    throw error;
  }
}

async function seed(
  repository: Repository,
  { path, seedFrom, portal, logger }: OpenRepositoryOptions,
): Promise<void> {
  const { tree, origin } = await seedTree(repository, seedFrom);
  const commit = commitObject({
    tree,
    parents: [],
    author: portal,
    committer: portal,
    date: new Date(),
    message: `Seed the GitOps repository\n\n${origin}\n`,
  });
  await repository.write([commit]);
  const branch = await repository.defaultBranch();
  await repository.moveRefs('set the first commit', [
    { ref: `refs/heads/${branch}`, old: null, new: commit.oid },
  ]);
  logger.info(`Made the GitOps repository ${path}. ${origin}`);
}

async function isMissing(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw new ForgeError(
      'unavailable',
      `changes.forge.local.path names ${path}, which is no folder that can be read (${codeOf(
        error,
      )}): name a bare Git repository, or a folder that is not there yet`,
    );
  }
}

async function checkKind(path: string): Promise<void> {
  const command = { purpose: 'open', repository: path };
  const { exitCode, stdout } = await runGit({
    ...command,
    args: [
      `--git-dir=${path}`,
      'rev-parse',
      '--is-bare-repository',
      '--show-object-format',
    ],
    okExitCodes: [0, 128],
  });
  const [bare, format] = stdout.toString().trim().split('\n');
  if (exitCode !== 0) {
    throw gitFailure(
      command,
      'it is no Git repository; name a bare one in changes.forge.local.path, or a folder that is not there yet',
    );
  }
  if (bare !== 'true') {
    throw gitFailure(
      command,
      'it belongs to a checkout; name a bare repository in changes.forge.local.path',
    );
  }
  if (format !== 'sha1') {
    throw gitFailure(
      command,
      `its objects are named by ${format}, and the local forge knows sha1 only`,
    );
  }
}

/** Drafts of processes that were killed while they made the repository. */
async function removeAbandoned(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.seed-`)) continue;
    const draft = join(folder, name);
    const found = await stat(draft).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_SEED_MS) {
      await rm(draft, { recursive: true, force: true });
    }
  }
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? '');
}
