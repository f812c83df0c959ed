import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Alertmanager } from '../alertmanager/Alertmanager';
import { parseRules } from '../alerts/parseRules';
import { parseSilenced } from '../alerts/silences';
import type { Grafana } from '../grafana/Grafana';
import type { Prometheus } from '../prometheus/Prometheus';
import type { AlertInventory } from './AlertInventory';
import type { DashboardInventory } from './DashboardInventory';

export interface Upstreams {
  grafanas: ReadonlyMap<string, Grafana>;
  prometheuses: readonly Prometheus[];
  alertmanagers: readonly Alertmanager[];
}

interface Options {
  upstreams: Upstreams;
  logger: LoggerService;
  signal?: AbortSignal;
}

/** Lists the dashboards of every Grafana that is due anew. One that does not answer keeps what it said last. */
export async function refreshDashboards(
  inventory: DashboardInventory,
  options: Options & { everyMs: number; now?: () => number },
): Promise<void> {
  const { upstreams, logger, signal, everyMs, now = Date.now } = options;
  await Promise.all(
    [...upstreams.grafanas.values()].map(grafana =>
      quietly(logger, grafana.source.name, async () => {
        const { name } = grafana.source;
        const startedAt = now();
        if (!inventory.isDue(name, startedAt, everyMs)) return;
        inventory.put(name, await grafana.dashboards({ signal }), startedAt);
      }),
    ),
  );
}

/** Reads all rules and silences anew, each source for itself. */
export async function refreshAlerts(
  inventory: AlertInventory,
  { upstreams, logger, signal }: Options,
): Promise<void> {
  const { grafanas, prometheuses, alertmanagers } = upstreams;
  await Promise.all([
    ...[...grafanas.values()]
      .filter(({ source }) => source.config.unifiedAlerting)
      .map(grafana =>
        quietly(logger, grafana.source.name, () =>
          readGrafana(inventory, grafana, signal),
        ),
      ),
    ...prometheuses.map(prometheus =>
      quietly(logger, prometheus.source.name, async () => {
        const { name, environment, config } = prometheus.source;
        inventory.putRules(
          prometheusKey(environment),
          parseRules(await prometheus.rules({ signal }), {
            kind: 'prometheus',
            name,
            environment,
            publicUrl: config.publicUrl,
            externalLabels: config.externalLabels,
          }),
        );
      }),
    ),
    ...alertmanagers.map(alertmanager =>
      quietly(logger, alertmanager.source.name, async () => {
        const [alerts, silences] = await Promise.all([
          alertmanager.alerts({ signal }),
          alertmanager.silences({ signal }),
        ]);
        inventory.putSilenced(
          prometheusKey(alertmanager.source.environment),
          parseSilenced(alerts, silences),
        );
      }),
    ),
  ]);
  inventory.rebuild();
}

async function readGrafana(
  inventory: AlertInventory,
  grafana: Grafana,
  signal?: AbortSignal,
): Promise<void> {
  const { name, environment, config } = grafana.source;
  const key = `grafana ${name}`;
  const rules = parseRules(await grafana.rules({ signal }), {
    kind: 'grafana',
    name,
    environment,
    publicUrl: config.publicUrl,
  });
  inventory.putRules(key, rules);
  // Nothing fires, so there is nothing to silence.
  const firing = rules.some(({ alerts }) =>
    alerts.some(({ state }) => state === 'firing'),
  );
  if (!firing) return;
  const [alerts, silences] = await Promise.all([
    grafana.alerts({ signal }),
    grafana.silences({ signal }),
  ]);
  inventory.putSilenced(key, parseSilenced(alerts, silences));
}

/** A Prometheus and an Alertmanager belong together by their environment. */
function prometheusKey(environment: string): string {
  return `prometheus ${environment}`;
}

async function quietly(
  logger: LoggerService,
  name: string,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    logger.debug(
      `${name} was not read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
