import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ForgeClient } from '@idp/plugin-changes-node';

const KEY = 'changes.pollSeconds';

/** Seconds between two compares with the forge. Each costs requests of the forge's quota. */
export function readPollSeconds(
  config: Config,
  forge: ForgeClient['type'],
): number {
  const seconds = config.getOptionalNumber(KEY) ?? (forge === 'local' ? 3 : 60);
  if (!(seconds >= 1 && seconds <= 3600)) {
    throw new InputError(`${KEY} is ${seconds}: write 1 to 3600`);
  }
  return seconds;
}
