import os from 'node:os';
import path from 'node:path';

/** The folder of this package. */
export const packageFolder = path.resolve(__dirname, '..', '..');

/** The checkout that this package is part of. */
export const checkout = path.resolve(packageFolder, '..', '..');

/** Where what was built is kept, outside of any checkout: several share it. */
export function cacheFolder(env = process.env): string {
  if (env.IDP_TESTBED_CACHE) return path.resolve(env.IDP_TESTBED_CACHE);
  const base = env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'idp-testbed');
}
