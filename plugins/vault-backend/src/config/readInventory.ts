import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** How Vault is looked at. */
export interface InventoryConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Of each server, by all replicas together. */
  requestsPerSecond: number;
  concurrency: number;
  /** What is known of a path is read again when it is older. */
  metadataAgeMs: number;
}

const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 30 },
  initialDelay: { seconds: 3 },
};

export function readInventory(config: Config | undefined): InventoryConfig {
  const number = (key: string, usual: number, most: number) => {
    const value = config?.getOptionalNumber(key) ?? usual;
    if (value <= 0 || value > most) {
      throw new Error(
        `vault.inventory.${key} is ${value}: write more than 0 and at most ${most}`,
      );
    }
    return value;
  };
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : SCHEDULE,
    requestsPerSecond: number('requestsPerSecond', 20, 1_000),
    concurrency: Math.ceil(number('concurrency', 4, 50)),
    metadataAgeMs: config?.has('metadataAge')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'metadataAge' }),
        )
      : 10 * 60 * 1000,
  };
}
