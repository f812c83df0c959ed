import type { Config } from '@backstage/config';
import { readLimits, readTiming, type Limits, type Timing } from './readLimits';
import { readOwners, type OwnerRule } from './readOwners';
import {
  readAlertmanagers,
  readGrafanas,
  readLokis,
  readPrometheuses,
  type GrafanaConfig,
  type LokiConfig,
  type PrometheusConfig,
  type SourceConfig,
} from './readSources';

export interface PluginConfig {
  grafanas: GrafanaConfig[];
  prometheuses: PrometheusConfig[];
  alertmanagers: SourceConfig[];
  lokis: LokiConfig[];
  owners: OwnerRule[];
  limits: Limits;
  timing: Timing;
  /** What is accepted and has no effect, in words. */
  warnings: string[];
}

const WITHOUT_EFFECT = [
  'proxyPath',
  'grafanaDashboardSearchLimit',
  'grafanaDashboardMaxPages',
];

/** Reads `grafana`, or says which key is wrong and what to write. */
export function readConfig(root: Config): PluginConfig {
  const config = root.getOptionalConfig('grafana');
  return {
    grafanas: config ? readGrafanas(config) : [],
    prometheuses: config ? readPrometheuses(config) : [],
    alertmanagers: config ? readAlertmanagers(config) : [],
    lokis: config ? readLokis(config) : [],
    owners: readOwners(
      config?.getOptionalConfigArray('owners') ?? [],
      'grafana.owners',
    ),
    limits: readLimits(config),
    timing: readTiming(config),
    warnings: WITHOUT_EFFECT.filter(key => config?.has(key)).map(
      key =>
        `grafana.${key} has no effect: the backend asks Grafana itself, for all dashboards, and needs no proxy`,
    ),
  };
}
