import { createHash } from 'node:crypto';

/**
 * The object id that Git (SHA-1) gives a file of this content.
 *
 * @public
 */
export function blobOid(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}
