import { readFile, writeFile, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';

/**
 * What `platform:gitops:fetch` brought into the workspace: the commit of the base branch and the object id of each file.
 * It decides what counts as changed and what the forge compares with main, never who may do what.
 */
export interface BaseRecord {
  commit: string;
  branch: string;
  files: ReadonlyMap<string, string>;
}

const FILE = '.platform-base.json';
const MAX_BYTES = 1024 * 1024;
const OBJECT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u;

/** The record of this workspace; undefined before the first fetch. */
export async function readBaseRecord(
  workspacePath: string,
): Promise<BaseRecord | undefined> {
  const location = join(workspacePath, FILE);
  let text: string;
  try {
    const stats = await lstat(location);
    if (!stats.isFile() || stats.size > MAX_BYTES) throw damaged();
    text = await readFile(location, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return parse(text);
}

/** Keeps the record in the workspace, next to `repository/`, so that a task recovered on another machine has it. */
export async function writeBaseRecord(
  workspacePath: string,
  record: BaseRecord,
): Promise<void> {
  await writeFile(
    join(workspacePath, FILE),
    JSON.stringify({
      commit: record.commit,
      branch: record.branch,
      files: [...record.files],
    }),
  );
}

function parse(text: string): BaseRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged();
  }
  const { commit, branch, files } = (value ?? {}) as Record<string, unknown>;
  const isEntry = (entry: unknown): entry is [string, string] =>
    Array.isArray(entry) &&
    entry.length === 2 &&
    typeof entry[0] === 'string' &&
    typeof entry[1] === 'string' &&
    OBJECT_ID.test(entry[1]);
  if (
    typeof commit !== 'string' ||
    !OBJECT_ID.test(commit) ||
    typeof branch !== 'string' ||
    !Array.isArray(files) ||
    !files.every(isEntry)
  ) {
    throw damaged();
  }
  return { commit, branch, files: new Map(files) };
}

function damaged(): InputError {
  return new InputError(
    `The workspace's ${FILE}, which platform:gitops:fetch wrote, was overwritten. Only that action may write it: change the step that does.`,
  );
}
