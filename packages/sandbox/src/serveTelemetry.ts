import type { Router } from 'express';
import type { Clock } from './clock';
import { createPrometheusRouter, SeriesStorage } from './prometheus';
import { RETENTION, Telemetry } from './telemetry';
import type { Environment, Part } from './world';

/** Puts before the world what observes it: the APIs of Prometheus, Alertmanager, Loki and Grafana. */
export function serveTelemetry(options: {
  environment: Environment;
  clock: Clock;
  token: string;
  serve: (part: Part, router: Router) => void;
}): void {
  const { environment, clock, token, serve } = options;
  const telemetry = new Telemetry(clock, environment);
  const storage = new SeriesStorage(clock, RETENTION, () => telemetry.series());
  serve('prometheus', createPrometheusRouter({ storage, clock, token }));
}
