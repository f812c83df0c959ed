import { randomBytes } from 'node:crypto';
import type { SecretData } from './KeyValueEngine';

/** Text that every value begins with, for tests that look for values where none may be. */
const MARK = 'IDP_SANDBOX_VALUE_MARK';

/** A value of its own for each key. */
export function madeUpData(keys: Iterable<string>): SecretData {
  const mark = process.env[MARK] ?? '';
  return Object.fromEntries(
    [...keys].map(key => [
      key,
      `${mark}${randomBytes(18).toString('base64url')}`,
    ]),
  );
}
