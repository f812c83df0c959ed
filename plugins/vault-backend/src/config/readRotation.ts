import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** How old secrets may become, in milliseconds. */
export interface RotationRules {
  /** By class; `default` is always there. */
  classes: Record<string, number>;
  /** For so long before the limit a secret is due soon. */
  dueSoonMs: number;
}

export const DAY_MS = 24 * 60 * 60 * 1000;
export const CLASS = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function readRotation(config: Config | undefined): RotationRules {
  const read = (from: Config | undefined, key: string, usual?: number) => {
    if (!from?.has(key) && usual !== undefined) return usual;
    const ms = durationToMilliseconds(readDurationFromConfig(from!, { key }));
    if (ms < DAY_MS) {
      throw new Error(`vault.rotation: ${key} must be one day at least`);
    }
    return ms;
  };
  const classes: Record<string, number> = {
    default: read(config, 'default', 90 * DAY_MS),
  };
  const named = config?.getOptionalConfig('classes');
  for (const name of named?.keys() ?? []) {
    if (!CLASS.test(name) || name === 'default') {
      throw new Error(
        `vault.rotation.classes has '${name}': write small letters, digits and -, and the one for all others as vault.rotation.default`,
      );
    }
    classes[name] = read(named, name);
  }
  return { classes, dueSoonMs: read(config, 'dueSoon', 14 * DAY_MS) };
}
