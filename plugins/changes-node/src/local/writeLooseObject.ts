import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { GitObject } from './gitObjects';

/**
 * Stores one object as a loose one, as `git hash-object -w` does: written beside its place, on the disk, then moved
 * there. Git needs several times as long, because it hashes what it stores twice and in software.
 *
 * Only for trees of ours. What a person brings goes through Git, which recognises contents made to collide.
 */
export async function writeLooseObject(
  gitDir: string,
  { type, oid, data }: GitObject,
): Promise<void> {
  const folder = join(gitDir, 'objects', oid.slice(0, 2));
  const place = join(folder, oid.slice(2));
  const now = new Date();
  // A young object is safe from Git's garbage collection.
  if (await succeeds(utimes(place, now, now))) return;
  await mkdir(folder, { recursive: true });
  // Git's own name for a draft: what a killed process leaves is cleaned up by `git gc`.
  const draft = join(folder, `tmp_obj_${randomBytes(6).toString('hex')}`);
  const file = await open(draft, 'wx', 0o444);
  try {
    const header = Buffer.from(`${type} ${data.length}\0`);
    await file.writeFile(
      deflateSync(Buffer.concat([header, data]), {
        level: 0,
        chunkSize: data.length + 1024,
      }),
    );
    await file.sync();
    await file.close();
    await rename(draft, place);
  } catch (error) {
    await succeeds(file.close());
    await succeeds(unlink(draft));
    throw error;
  }
}

async function succeeds(task: Promise<unknown>): Promise<boolean> {
  try {
    await task;
    return true;
  } catch {
    return false;
  }
}
