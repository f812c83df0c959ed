import { metrics } from '@opentelemetry/api';
import type { AlertInventory } from '../inventory/AlertInventory';
import type { DashboardInventory } from '../inventory/DashboardInventory';
import type { SignalReader } from '../signals/SignalReader';
import type { Sources } from '../sources/Sources';

/** Sizes and ages, read when somebody collects them. Calls to upstreams are counted where they are made. */
export function observe(options: {
  alerts: AlertInventory;
  dashboards: DashboardInventory;
  signals: SignalReader;
  sources: Sources;
}): void {
  const { alerts, dashboards, signals, sources } = options;
  const meter = metrics.getMeter('idp-grafana');
  meter
    .createObservableGauge('idp.grafana.dashboards.count', {
      description: 'Dashboards in memory',
    })
    .addCallback(result => {
      for (const { name } of sources.grafanas) {
        result.observe(dashboards.all(name).length, { instance: name });
      }
    });
  meter
    .createObservableGauge('idp.grafana.rules.count', {
      description: 'Alert rules in memory',
    })
    .addCallback(result => result.observe(alerts.all.length));
  meter
    .createObservableGauge('idp.grafana.charts.cached.count', {
      description: 'Answers of Prometheus that are kept for a moment',
    })
    .addCallback(result => result.observe(signals.cached));
  meter
    .createObservableGauge('idp.grafana.source.age', {
      description: 'Time since the last answer of what is read by schedule',
      unit: 'seconds',
    })
    .addCallback(result => {
      for (const { kind, name, ageSeconds } of sources.all) {
        if (ageSeconds !== undefined) {
          result.observe(ageSeconds, { kind, instance: name });
        }
      }
    });
}
