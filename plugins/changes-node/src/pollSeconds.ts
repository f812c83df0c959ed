import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ForgeClient } from './ForgeClient';

/**
 * Seconds between two compares with the forge, from this key of the app configuration; each compare costs requests of
 * the forge's quota. 3 for a forge on this machine and 60 for others, where the key is absent. Throws an InputError for
 * less than 1 and more than 3600.
 *
 * @public
 */
export function readPollSeconds(
  config: Config,
  key: string,
  forge: ForgeClient['type'],
): number {
  const seconds = config.getOptionalNumber(key) ?? (forge === 'local' ? 3 : 60);
  if (!(seconds >= 1 && seconds <= 3600)) {
    throw new InputError(`${key} is ${seconds}: write 1 to 3600`);
  }
  return seconds;
}
