import { createHash } from 'node:crypto';

/**
 * Git's object id of a file's content, in the hash of the id that it is compared with: SHA-256 where that has 64
 * digits, else SHA-1.
 */
export function blobId(content: Buffer, comparedWith?: string): string {
  return createHash(comparedWith?.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}
