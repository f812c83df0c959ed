import { randomBytes } from 'node:crypto';
import type { SecretData } from './KeyValueEngine';

/** A value of its own for each key. */
export function madeUpData(keys: Iterable<string>): SecretData {
  return Object.fromEntries(
    [...keys].map(key => [key, randomBytes(18).toString('base64url')]),
  );
}
