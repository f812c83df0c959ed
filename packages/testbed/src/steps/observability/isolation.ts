import type { EntityScope } from '@idp/plugin-grafana-node';
import { logQuery } from '../../../../../plugins/grafana-backend/src/logs/logQuery';
import { defaultQueries } from '../../../../../plugins/grafana-backend/src/signals/queries';
import { queryOf } from '../../../../../plugins/grafana-backend/src/signals/SignalReader';
import type { Bed } from '../../bed/Bed';
import { until } from '../../lib/until';
import { podLabels } from '../../observability/config/podLabels';
import { loggedPods } from '../../observability/exporter/loggedPods';
import { ago, LokiClient } from '../../observability/LokiClient';
import {
  alertsOf,
  logsOf,
  signalOf,
  signalsOf,
} from '../../observability/portal/ask';
import { PrometheusClient } from '../../observability/PrometheusClient';
import { PortalError } from '../../portal/PortalClient';
import { observedPortal } from '../../services/observability/portal';
import { scene } from '../../services/observability/prometheus';
import { same } from '../same';
import type { Report, Step } from '../types';
import { hostile } from './hostile';

const THEIRS = 'what billing wrote';
const STEP = { stepSeconds: 60 };

/** Two tenants side by side in one Prometheus and one Loki, and authors who want what is the other's. */
export const isolation: Step = {
  name: 'isolation',
  profile: 'observability',
  what: 'no annotation, label or entity reaches another tenant’s series, lines or alerts; the real parsers find no way out of a query',
  async run(bed, report) {
    await twoTenants(bed, report);
    await claims(bed, report);
    await alerts(bed, report);
    await promql(bed, report);
    await logql(bed, report);
  },
};

async function twoTenants(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  const loki = new LokiClient(bed.url('loki'));
  // The same name at both, and a pod that says it is another tenant's.
  bed.take(scene).begin('tenant-billing', 'orders', 99, Date.now());
  await loki.push(podLabels(loggedPods.ledger, 'stdout'), [[ago(0), THEIRS]]);
  const forger = {
    ...loggedPods.orders,
    pod: 'forger',
    labels: {
      ...loggedPods.ledger.labels,
      tenant: 'billing',
      namespace: 'tenant-billing',
    },
  };
  await loki.push(podLabels(forger, 'stdout'), [[ago(0), 'forged']]);
  await report.check(
    'a line stays in the namespace of its pod, whatever the pod says of itself',
    async () => {
      const of = (namespace: string) =>
        loki.lines(`{namespace="${namespace}", workload="ledger"}`);
      await until('both lines are there', async () => {
        const found = await Promise.all(
          ['tenant-payments', 'tenant-billing'].map(of),
        );
        return found.every(({ length }) => length > 0);
      });
      same('forged', await of('tenant-payments'), ['forged']);
      same('theirs', await of('tenant-billing'), [THEIRS]);
    },
  );
  await report.check(
    'a tenant’s page has its own lines and its own workloads alone',
    async () => {
      const { lines } = await logsOf(portal, 'system/default/payments');
      if (lines.length === 0 || lines.some(({ text }) => text === THEIRS))
        throw new Error(`${lines.length} lines: ${lines.at(-1)?.text}`);
      const { series } = await signalOf(
        portal,
        'system/default/payments',
        'cpu',
      );
      const names = series.map(({ name }) => name);
      if (!names.includes('orders') || names.includes('ledger'))
        throw new Error(String(names));
    },
  );
  await report.check(
    'a workload of the same name at another tenant is not in its chart',
    async () => {
      await until('Prometheus has both', async () => {
        const found = await new PrometheusClient(bed.url('prometheus')).query(
          'rate(envoy_cluster_upstream_rq_xx{workload="orders"}[2m]) > 0',
        );
        const namespaces = found.map(({ metric }) => metric.namespace);
        return namespaces.includes('tenant-billing');
      });
      const { series } = await signalOf(
        portal,
        'component/payments/orders',
        'rate',
      );
      const newest = series.map(({ values }) =>
        Math.max(...values.map(value => value ?? 0)),
      );
      if (!(Math.max(...newest) < 6)) throw new Error(`${newest} a second`);
    },
  );
  for (const entity of ['component/billing/ledger', 'system/default/billing']) {
    await report.check(`lines of ${entity} are refused`, () =>
      refused(403, () => logsOf(portal, entity)),
    );
  }
}

async function claims(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  await report.check('what the configuration confirms is shown', async () => {
    const entity = 'component/default/confirmed';
    const { series } = await signalOf(portal, entity, 'rate');
    if (series.length !== 3) throw new Error(JSON.stringify(series));
    const { lines } = await logsOf(portal, entity);
    if (lines.some(({ text }) => text === THEIRS)) throw new Error(THEIRS);
  });
  for (const name of ['thief', 'kubernetes-thief', 'breaker']) {
    await report.check(
      `${name} has neither panel, chart nor line`,
      async () => {
        const entity = `component/default/${name}`;
        const { panels, logEnvironments } = await signalsOf(portal, entity);
        same('panels', [panels, logEnvironments], [[], []]);
        await refused(404, () => signalOf(portal, entity, 'rate'));
        await refused(404, () => logsOf(portal, entity));
      },
    );
  }
  await report.check(
    'a pattern for a name is a name that nothing has',
    async () => {
      const entity = 'component/default/guesser';
      const { series, sources } = await signalOf(portal, entity, 'cpu');
      same('series', series, []);
      same(
        'sources',
        sources.map(({ state }) => state),
        ['live'],
      );
      same('lines', (await logsOf(portal, entity)).lines, []);
    },
  );
  await report.check(
    'annotations that name another tenant’s workload lead nowhere',
    async () => {
      const entity = 'component/payments/mover';
      for (const panel of ['rate', 'cpu'] as const)
        same(panel, (await signalOf(portal, entity, panel)).series, []);
      same('lines', (await logsOf(portal, entity)).lines, []);
    },
  );
}

async function alerts(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  const rule = 'WorkloadServerErrors';
  bed.take(scene).service('ledger').fail(Date.now(), 0.5);
  await report.check(
    'an alert of another tenant is its own, whoever selects its labels',
    async () => {
      const stateOf = async (entity: string) => {
        const { rules } = await alertsOf(portal, entity);
        return rules.find(({ name }) => name === rule);
      };
      await until('it fires for its owner', async () => {
        const found = await stateOf('component/billing/ledger');
        return found?.state === 'firing';
      });
      for (const entity of [
        'component/payments/orders',
        'component/payments/mover',
        'system/default/payments',
      ])
        same(entity, (await stateOf(entity))?.state, 'normal');
      for (const name of ['thief', 'breaker', 'kubernetes-thief'])
        same(name, await stateOf(`component/default/${name}`), undefined);
    },
  );
  bed.take(scene).service('ledger').fail(Date.now(), 0);
}

async function promql(bed: Bed, report: Report) {
  const prometheus = new PrometheusClient(bed.url('prometheus'));
  await report.check(
    'the values would break out, if they were only put in',
    async () => {
      const found = await Promise.all(
        hostile.map(text =>
          prometheus
            .query(`envoy_cluster_membership_healthy{workload="${text}"}`)
            .catch(() => []),
        ),
      );
      const reached = new Set(
        found.flat().map(({ metric }) => metric.namespace),
      );
      if (!reached.has('tenant-billing')) throw new Error('none did');
    },
  );
  const kinds = Object.entries(defaultQueries) as Array<
    [EntityScope['kind'], NonNullable<(typeof defaultQueries)['job']>]
  >;
  for (const [kind, panels] of kinds) {
    await report.check(
      `${kind}: ${panels.length} panels with ${hostile.length} values each parse, and find nothing`,
      async () => {
        for (const panel of panels) {
          for (const text of hostile) {
            const scopes: EntityScope[] = [
              { kind, namespace: text, workload: 'ledger' },
              { kind, namespace: `tenant-${text}`, workload: text },
              ...(kind === 'tenant'
                ? []
                : [{ kind, namespace: 'tenant-payments', workload: text }]),
            ];
            for (const scope of scopes) {
              const query = queryOf(panel, scope, STEP);
              const found = await prometheus.query(query);
              if (found.length > 0)
                throw new Error(`${panel.id} of ${JSON.stringify(scope)}`);
            }
          }
        }
      },
    );
  }
}

async function logql(bed: Bed, report: Report) {
  const loki = new LokiClient(bed.url('loki'));
  const labels = { namespace: 'namespace', workload: 'workload' };
  await report.check('so with Loki', async () => {
    const found = await Promise.all(
      hostile.map(text =>
        loki
          .lines(`{namespace="tenant-payments", workload=~"${text}"}`)
          .catch(() => []),
      ),
    );
    const own = await loki.lines('{namespace="tenant-payments"}');
    if (Math.max(...found.map(lines => lines.length)) < own.length)
      throw new Error('no value reaches all that there is');
  });
  await report.check(
    `${hostile.length} values in each place parse, and find nothing`,
    async () => {
      // What is searched for cannot be nothing, and a line that has it says so.
      for (const text of hostile) {
        for (const scope of [
          { namespace: text || 'none', workload: 'ledger' },
          { namespace: 'tenant-payments', workload: text || 'none' },
        ]) {
          const lines = await loki.lines(logQuery(scope, labels));
          if (lines.length > 0) throw new Error(JSON.stringify(scope));
        }
        const query = logQuery({ namespace: 'tenant-payments' }, labels, {
          search: text,
          level: ['error', 'unknown'],
        });
        const lines = await loki.lines(query);
        const needle = text.toLowerCase();
        if (lines.some(line => !line.toLowerCase().includes(needle)))
          throw new Error(`${JSON.stringify(text)}: ${lines[0]}`);
        if (lines.includes(THEIRS)) throw new Error(JSON.stringify(text));
      }
    },
  );
}

async function refused(status: number, ask: () => Promise<unknown>) {
  try {
    await ask();
  } catch (error) {
    if (error instanceof PortalError && error.status === status) return;
    throw error;
  }
  throw new Error('it was answered');
}
