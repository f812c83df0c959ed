import type { Router } from 'express';
import {
  Alertmanager,
  createAlertmanagerRouter,
  readConfig,
} from './alertmanager';
import type { Clock } from './clock';
import { createGrafanaRouter, grafanaRuleGroup, worldGrafana } from './grafana';
import { createLokiRouter, LogStreams } from './loki';
import {
  createPrometheusRouter,
  readRules,
  RuleEngine,
  SeriesStorage,
} from './prometheus';
import { RETENTION, Telemetry } from './telemetry';
import { readDomain } from './world/readDomain';
import type { Environment, Part, World } from './world';

/**
 * Puts before an environment what observes it: the APIs of Prometheus, Alertmanager, Loki and Grafana. What is
 * returned can be told of incidents, and ends what goes on by itself.
 */
export function serveTelemetry(options: {
  world: World;
  environment: Environment;
  clock: Clock;
  token: string;
  serve: (part: Part, router: Router) => void;
}): { telemetry: Telemetry; stop(): void } {
  const { world, environment, clock, token, serve } = options;
  const telemetry = new Telemetry(clock, environment);
  const engine = new RuleEngine(
    clock,
    new SeriesStorage(clock, RETENTION, () => telemetry.series()),
    () => telemetry.past.isSettled(),
  );
  const alertmanager = new Alertmanager(clock, engine);
  const grafanaEngine = new RuleEngine(clock, engine.storage, () =>
    telemetry.past.isSettled(),
  );
  const grafana = worldGrafana({ telemetry, engine: grafanaEngine, clock });
  grafanaEngine.load([grafanaRuleGroup()], {});
  world.onMain(async checkout => {
    const domain = await readDomain(checkout, environment.name);
    engine.load(await readRules(checkout), { domain });
    alertmanager.config = await readConfig(checkout);
    await grafana.dashboardFiles.read(checkout);
  });
  serve('prometheus', createPrometheusRouter({ engine, clock, token }));
  serve('alertmanager', createAlertmanagerRouter({ alertmanager, token }));
  const streams = new LogStreams(telemetry);
  serve('loki', createLokiRouter({ streams, clock, token }));
  serve(
    'grafana',
    createGrafanaRouter({
      view: grafana,
      environment: environment.name,
      token,
      alertmanager: createAlertmanagerRouter({
        alertmanager: new Alertmanager(clock, grafanaEngine),
        token,
        base: '/api/alertmanager/grafana/api/v2',
      }),
    }),
  );
  return {
    telemetry,
    stop() {
      engine.stop();
      grafanaEngine.stop();
    },
  };
}
