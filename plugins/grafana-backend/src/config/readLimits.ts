import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** How much one question may ask for. */
export interface Limits {
  maxRangeSeconds: number;
  maxLogRangeSeconds: number;
  maxPoints: number;
  maxSeries: number;
  maxLogLines: number;
  /** Of one answer of an upstream. */
  maxBytes: number;
  /** Of an inventory: all dashboards, or all rules with their alerts. */
  maxInventoryBytes: number;
}

export interface Timing {
  connectMs?: number;
  answerMs?: number;
  dashboardsMs: number;
  alertsMs: number;
}

const DAY = 24 * 3_600;

export const defaultLimits: Limits = {
  maxRangeSeconds: 31 * DAY,
  maxLogRangeSeconds: 7 * DAY,
  maxPoints: 1_000,
  maxSeries: 50,
  maxLogLines: 1_000,
  maxBytes: 8 * 1024 * 1024,
  maxInventoryBytes: 64 * 1024 * 1024,
};

export function readLimits(config: Config | undefined): Limits {
  const seconds = (key: string, other: number) =>
    Math.floor((readMs(config, `limits.${key}`) ?? other * 1000) / 1000);
  const count = (key: string, other: number, most: number) => {
    const value = config?.getOptionalNumber(`limits.${key}`) ?? other;
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw new Error(
        `grafana.limits.${key} is ${value}: write a whole number from 1 to ${most}`,
      );
    }
    return value;
  };
  return {
    ...defaultLimits,
    maxRangeSeconds: seconds('range', defaultLimits.maxRangeSeconds),
    maxLogRangeSeconds: seconds('logRange', defaultLimits.maxLogRangeSeconds),
    maxPoints: count('points', defaultLimits.maxPoints, 11_000),
    maxSeries: count('series', defaultLimits.maxSeries, 500),
    maxLogLines: count('logLines', defaultLimits.maxLogLines, 5_000),
  };
}

export function readTiming(config: Config | undefined): Timing {
  return {
    connectMs: readMs(config, 'timeouts.connect'),
    answerMs: readMs(config, 'timeouts.answer'),
    dashboardsMs: readMs(config, 'refresh.dashboards') ?? 60_000,
    alertsMs: readMs(config, 'refresh.alerts') ?? 30_000,
  };
}

function readMs(config: Config | undefined, key: string): number | undefined {
  if (!config?.has(key)) return undefined;
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (ms < 1_000) {
    throw new Error(`grafana.${key} is shorter than a second: write more`);
  }
  return ms;
}
