import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { LIMITS, readableBytes } from './limits';
import { requireRepositoryPath } from './repositoryPath';
import { quoted } from './text';

/** The workspace's folder that mirrors the root of the GitOps repository. */
export const REPOSITORY_FOLDER = 'repository';

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/**
 * All files in the workspace's `repository/`, by their path in the GitOps repository. No link is followed.
 *
 * @throws InputError for a link or other special file, an unsafe name, or more than {@link LIMITS} allows
 */
export async function readRepositoryFolder(
  workspacePath: string,
  signal?: AbortSignal,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const root = join(workspacePath, REPOSITORY_FOLDER);
  const rootStats = await lstatIfThere(root);
  if (!rootStats) return files;
  refuseUnlessFolder(rootStats, REPOSITORY_FOLDER);

  let totalBytes = 0;
  const pending: Array<{ folder: string; prefix: string; depth: number }> = [
    { folder: root, prefix: '', depth: 0 },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    signal?.throwIfAborted();
    if (next.depth > LIMITS.depth) {
      throw new InputError(
        `The workspace's ${REPOSITORY_FOLDER}/ is nested deeper than ${LIMITS.depth} folders.`,
      );
    }
    const names = await readdir(next.folder);
    for (const name of names.sort()) {
      const path = requireRepositoryPath(`${next.prefix}${name}`);
      const location = join(next.folder, name);
      const stats = await lstat(location);
      if (stats.isDirectory()) {
        pending.push({
          folder: location,
          prefix: `${path}/`,
          depth: next.depth + 1,
        });
        continue;
      }
      refuseUnlessFile(stats, path);
      refuseTooLarge(stats.size, path);
      totalBytes += stats.size;
      if (files.size >= LIMITS.files || totalBytes > LIMITS.totalBytes) {
        throw new InputError(
          `The workspace's ${REPOSITORY_FOLDER}/ holds more than ${
            LIMITS.files
          } files or ${readableBytes(
            LIMITS.totalBytes,
          )}. Fetch only the folders that the change is about.`,
        );
      }
      files.set(path, await readNoFollow(location, path));
    }
  }
  return files;
}

/**
 * One file of the workspace's `repository/`; undefined when it is not there.
 *
 * @throws InputError for an unsafe path, a link on the way, or a file that is too large
 */
export async function readRepositoryFile(
  workspacePath: string,
  path: string,
): Promise<Buffer | undefined> {
  const location = await resolveWithoutLinks(workspacePath, path);
  return (await lstatIfThere(location))
    ? readNoFollow(location, path)
    : undefined;
}

/**
 * Writes a file of the workspace's `repository/`, and the folders above it.
 *
 * @throws InputError for an unsafe path, a link on the way, or content that is too large
 */
export async function writeRepositoryFile(
  workspacePath: string,
  path: string,
  content: Buffer | string,
): Promise<void> {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  refuseTooLarge(bytes.length, path);
  const location = await resolveWithoutLinks(workspacePath, path);
  await mkdir(join(location, '..'), { recursive: true });
  const file = await open(
    location,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NO_FOLLOW,
  );
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

/** @throws InputError when a file is larger than one file of a change may be */
export function refuseTooLarge(bytes: number, path: string): void {
  if (bytes > LIMITS.fileBytes) {
    throw new InputError(
      `${path} would have ${readableBytes(
        bytes,
      )}; one file of a change may have at most ${readableBytes(
        LIMITS.fileBytes,
      )}. Shorten the value that went into it.`,
    );
  }
}

async function resolveWithoutLinks(
  workspacePath: string,
  path: string,
): Promise<string> {
  requireRepositoryPath(path);
  const segments = [REPOSITORY_FOLDER, ...path.split('/')];
  let location = workspacePath;
  for (const [index, segment] of segments.entries()) {
    location = join(location, segment);
    const stats = await lstatIfThere(location);
    if (!stats) break;
    if (index + 1 < segments.length) refuseUnlessFolder(stats, path);
    else refuseUnlessFile(stats, path);
  }
  return resolveSafeChildPath(workspacePath, segments.join('/'));
}

async function readNoFollow(location: string, path: string): Promise<Buffer> {
  const file = await open(location, constants.O_RDONLY | NO_FOLLOW);
  try {
    refuseTooLarge((await file.stat()).size, path);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function lstatIfThere(location: string): Promise<Stats | undefined> {
  try {
    return await lstat(location);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function refuseUnlessFile(stats: Stats, path: string): void {
  if (!stats.isFile()) {
    throw new InputError(
      `${quoted(path)} is ${
        stats.isSymbolicLink() ? 'a symbolic link' : 'not a regular file'
      }. A change holds plain files only: write the content itself.`,
    );
  }
}

function refuseUnlessFolder(stats: Stats, path: string): void {
  if (!stats.isDirectory()) {
    throw new InputError(
      `A folder above ${quoted(path)} is ${
        stats.isSymbolicLink() ? 'a symbolic link' : 'a file'
      }. A change holds plain files in plain folders only.`,
    );
  }
}
