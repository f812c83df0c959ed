import type { ChangeFile } from '@idp/plugin-changes-common';
import type { ForgePathChange } from '../ForgeClient';
import type { ChangeRecord } from './changeRecord';
import { ZERO_OID } from './gitObjects';
import type { Repository } from './Repository';

/** A file above this, on either side of a change, is shown without its patch, in bytes. */
export const PATCH_SOURCE_BYTES = 512 * 1024;
/** Paths given to one git process. */
const PATHS_AT_ONCE = 500;

interface RawChange extends ForgePathChange {
  oids: string[];
}

const DIFF = [
  'diff-tree',
  '-r',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
];

/** What differs between the trees of two commits. */
export async function diffPaths(
  repository: Repository,
  from: string,
  to: string,
): Promise<ForgePathChange[]> {
  const changes = await diffRaw(repository, from, to);
  return changes.map(({ path, status }) => ({ path, status }));
}

/** The files of a change, as they differ from the base branch where the change left it. */
export async function filesOfChange(
  repository: Repository,
  record: ChangeRecord,
): Promise<ChangeFile[]> {
  const from = await diffBase(repository, record);
  const to = record.headCommit;
  const [changes, lines] = await Promise.all([
    diffRaw(repository, from, to),
    countLines(repository, from, to),
  ]);
  const large = await findLarge(repository, changes);
  const files = changes.map(({ path, status }): ChangeFile => {
    const counted = lines.get(path);
    const omitted = omittedOf(counted, large.has(path));
    return {
      path,
      status,
      additions: counted?.additions ?? 0,
      deletions: counted?.deletions ?? 0,
      ...(omitted && { omitted }),
    };
  });
  const shown = files.filter(file => !file.omitted);
  for (let start = 0; start < shown.length; start += PATHS_AT_ONCE) {
    const some = shown.slice(start, start + PATHS_AT_ONCE);
    const patches = await readPatches(
      repository,
      from,
      to,
      some.map(file => file.path),
    );
    some.forEach((file, index) => {
      file.patch = patches[index];
    });
  }
  return files;
}

function omittedOf(
  counted: { binary: boolean } | undefined,
  isLarge: boolean,
): ChangeFile['omitted'] {
  if (counted?.binary) return 'binary';
  return isLarge ? 'too-large' : undefined;
}

/** A head that only the portal made has one parent, its base; what a person pushed is compared where it left the base branch. */
async function diffBase(
  repository: Repository,
  record: ChangeRecord,
): Promise<string> {
  if (!record.pushed) return record.baseCommit;
  let against = (await repository.head()).commit.oid;
  if (record.mergeCommit) {
    const merge = await repository.commit(record.mergeCommit);
    against = merge.parents[0] ?? record.baseCommit;
  }
  const { exitCode, stdout } = await repository.git(
    'find where a change left the base branch',
    ['merge-base', against, record.headCommit],
    { okExitCodes: [0, 1] },
  );
  return exitCode === 0 ? stdout.toString().trim() : record.baseCommit;
}

async function diffRaw(
  repository: Repository,
  from: string,
  to: string,
): Promise<RawChange[]> {
  const { stdout } = await repository.git('compare two commits', [
    ...DIFF,
    '--raw',
    '-z',
    '--no-abbrev',
    from,
    to,
  ]);
  const fields = stdout.toString('utf8').split('\0');
  const changes: RawChange[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, , oldOid, newOid, letter] = fields[index].split(' ');
    changes.push({
      path: fields[index + 1],
      status: statusOf(letter),
      oids: [oldOid, newOid].filter(oid => oid !== ZERO_OID),
    });
  }
  return changes;
}

function statusOf(letter: string): ForgePathChange['status'] {
  if (letter === 'A') return 'added';
  return letter === 'D' ? 'deleted' : 'modified';
}

async function countLines(repository: Repository, from: string, to: string) {
  const { stdout } = await repository.git('count the lines of a change', [
    ...DIFF,
    '--numstat',
    '-z',
    from,
    to,
  ]);
  const counts = new Map<
    string,
    { additions: number; deletions: number; binary: boolean }
  >();
  for (const field of stdout.toString('utf8').split('\0')) {
    const match = /^(-|\d+)\t(-|\d+)\t([^]*)$/.exec(field);
    if (!match) continue;
    counts.set(match[3], {
      additions: Number(match[1]) || 0,
      deletions: Number(match[2]) || 0,
      binary: match[1] === '-',
    });
  }
  return counts;
}

async function findLarge(
  repository: Repository,
  changes: RawChange[],
): Promise<Set<string>> {
  const large = new Set<string>();
  await Promise.all(
    changes.map(async ({ path, oids }) => {
      for (const oid of oids) {
        const header = await repository.readHeader(oid);
        if (header && header.size > PATCH_SOURCE_BYTES) large.add(path);
      }
    }),
  );
  return large;
}

/** The patches of these paths, in their order, which is Git's own. */
async function readPatches(
  repository: Repository,
  from: string,
  to: string,
  paths: string[],
): Promise<string[]> {
  const { stdout } = await repository.git('read the patches of a change', [
    ...DIFF,
    '-p',
    '--unified=3',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    '--no-color',
    '--submodule=short',
    from,
    to,
    '--',
    ...paths,
  ]);
  const patches = stdout
    .toString('utf8')
    .split(/(?<=\n)(?=diff --git )/)
    .filter(Boolean);
  if (patches.length === paths.length) return patches;
  if (paths.length === 1) return [patches.join('')];
  // A file that became a link has two patches.
  const each = await Promise.all(
    paths.map(path => readPatches(repository, from, to, [path])),
  );
  return each.flat();
}
