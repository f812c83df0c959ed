import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgeError } from '../ForgeError';
import { runGit } from './gitCommand';
import { EMPTY_TREE, gitObject } from './gitObjects';
import type { Repository } from './Repository';

const SEED_TIMEOUT_MS = 10 * 60 * 1000;

/** Never part of a seed, whatever the folder's own .gitignore says. */
const ALWAYS_IGNORED = [
  '.git',
  'node_modules/',
  '.local/',
  '*.local.yaml',
  '.env',
  '.env.*',
];

/** Brings the tree of the first commit into the repository, and says where it is from. */
export async function seedTree(
  repository: Repository,
  seedFrom: string | undefined,
): Promise<{ tree: string; origin: string }> {
  if (!seedFrom) {
    await repository.write([gitObject('tree', Buffer.alloc(0))]);
    return { tree: EMPTY_TREE, origin: 'It begins empty.' };
  }
  const folder = await stat(seedFrom).catch(() => undefined);
  if (!folder?.isDirectory()) {
    throw new ForgeError(
      'unavailable',
      `changes.forge.local.seedFrom names ${seedFrom}, which is no folder: name a checkout, or leave it out to begin empty`,
    );
  }
  const commit = await headOf(seedFrom);
  return commit
    ? fromCommit(repository, seedFrom, commit)
    : fromFiles(repository, seedFrom);
}

/** The commit of the checkout; undefined where there is no .git, or nothing committed. */
async function headOf(
  checkout: string,
): Promise<{ oid: string; tree: string; objects: string } | undefined> {
  if (!(await stat(join(checkout, '.git')).catch(() => undefined))) {
    return undefined;
  }
  const { exitCode, stdout } = await runGit({
    purpose: 'read the HEAD commit',
    repository: checkout,
    cwd: checkout,
    args: [
      '-c',
      'safe.directory=*',
      'rev-parse',
      '--path-format=absolute',
      '--git-path',
      'objects',
      'HEAD^{commit}',
      'HEAD^{tree}',
    ],
    okExitCodes: [0, 128],
  });
  const [objects, oid, tree] = stdout.toString('utf8').trim().split('\n');
  return exitCode === 0 ? { objects, oid, tree } : undefined;
}

/** Only the objects of one tree, no history, packed by one process that writes nothing to the checkout. */
async function fromCommit(
  repository: Repository,
  checkout: string,
  { objects, oid, tree }: { objects: string; oid: string; tree: string },
) {
  await repository.git(
    `copy the files of ${checkout}`,
    [
      'pack-objects',
      '--revs',
      '-q',
      join(repository.gitDir, 'objects', 'pack', 'pack'),
    ],
    {
      input: `${tree}\n`,
      env: { GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objects) },
      timeoutMs: SEED_TIMEOUT_MS,
    },
  );
  return { tree, origin: `From the files of commit ${oid}.` };
}

async function fromFiles(repository: Repository, folder: string) {
  const scratch = await mkdtemp(join(tmpdir(), 'idp-seed-'));
  try {
    const excludes = join(scratch, 'exclude');
    await writeFile(excludes, `${ALWAYS_IGNORED.join('\n')}\n`);
    const options = {
      cwd: folder,
      env: { GIT_INDEX_FILE: join(scratch, 'index') },
      timeoutMs: SEED_TIMEOUT_MS,
    };
    await repository.git(
      `copy the files of ${folder}`,
      [
        '-c',
        `core.excludesFile=${excludes}`,
        '-c',
        'core.autocrlf=false',
        '-c',
        'core.fsyncMethod=batch',
        '-c',
        'core.bare=false',
        `--work-tree=${folder}`,
        'add',
        '--all',
        '.',
      ],
      options,
    );
    const { stdout } = await repository.git(
      `copy the files of ${folder}`,
      ['write-tree'],
      options,
    );
    return {
      tree: stdout.toString().trim(),
      origin: `From the files of a folder without a Git history.`,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
