import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/**
 * How long something may last, in milliseconds, where the configuration says so. `parent` is where `config` is itself, for
 * the message of an error.
 *
 * @public
 */
export function readTimeout(
  config: Config | undefined,
  key: string,
  parent: string,
): number | undefined {
  if (!config?.has(key)) return undefined;
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (ms <= 0) throw new Error(`${parent}.${key} must be longer than nothing`);
  return ms;
}
