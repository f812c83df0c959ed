import type { SignalPanelId, SignalSeries } from '@idp/plugin-grafana-common';
import type { Bed } from '../../bed/Bed';
import { until } from '../../lib/until';
import { monitoringObjects } from '../../observability/config/monitoringObjects';
import { TIME_FACTOR } from '../../observability/config/timeFactor';
import { PrometheusClient } from '../../observability/PrometheusClient';
import { signalOf, signalsOf } from '../../observability/portal/ask';
import { observedPortal } from '../../services/observability/portal';
import { scene } from '../../services/observability/prometheus';
import { since } from '../since';
import type { Report, Step } from '../types';
import { type Expected, expectedPanels, fits } from './panels';

/** Every panel of every kind of entity, of series that Prometheus has scraped and relabelled as this repository says. */
export const signals: Step = {
  name: 'signals',
  profile: 'observability',
  shows: true,
  what: 'Prometheus scrapes, relabels and records as this repository says; each panel of the portal parses there, and shows what is measured',
  async run(bed, report) {
    sayWhatDiffers(report);
    await rulesHold(bed, report);
    await scrapedAsSaid(bed, report);
    await panelsShow(bed, report);
    await soon(bed, report);
  },
};

function sayWhatDiffers(report: Report) {
  report.leftOut(
    'the times of rules, scrapes and routes',
    `every range, offset, for and interval is divided by ${TIME_FACTOR}: ten minutes are ${
      600 / TIME_FACTOR
    } seconds. The portal’s own queries are as they are`,
  );
  report.leftOut(
    'Prometheus 3 and Alertmanager 0.28 of the chart',
    'Debian has 2.42 and 0.25. The second reads no url_file: the receivers’ addresses are written out',
  );
  report.leftOut(
    'rules of the chart',
    'they are in a registry; the one series that the portal asks for, namespace_workload_pod:kube_pod_owner:relabel, is scraped',
  );
  report.leftOut('Grafana', 'no module, Debian or npm package has the server');
}

async function rulesHold(bed: Bed, report: Report) {
  const prometheus = new PrometheusClient(bed.url('prometheus'));
  await report.check(
    'every rule of this repository is evaluated without an error',
    async () => {
      const rules = await until('all rules were evaluated', async () => {
        const all = await prometheus.rules();
        return all.every(({ health }) => health !== 'unknown') && all;
      });
      const broken = rules.filter(({ health }) => health !== 'ok');
      const wanted = (await monitoringObjects()).rules
        .flatMap(({ spec }) => spec.groups)
        .flatMap(group => group.rules).length;
      if (rules.length !== wanted || broken.length > 0) {
        throw new Error(
          `${rules.length} of ${wanted} rules; ${broken
            .map(({ name, lastError }) => `${name}: ${lastError}`)
            .join('; ')}`,
        );
      }
      report.measure('observability: rules evaluated', String(rules.length));
    },
  );
}

async function scrapedAsSaid(bed: Bed, report: Report) {
  const prometheus = new PrometheusClient(bed.url('prometheus'));
  const finds = async (query: string, count: number) => {
    const found = await prometheus.query(query);
    if (found.length !== count)
      throw new Error(`${query}: ${found.length} series: ${text(found)}`);
    return found;
  };
  await report.check('all targets are up', async () => {
    await until('four targets', () => finds('up == 1', 4));
  });
  await report.check(
    'the gateway’s requests carry namespace and workload of their route, and no other series of Envoy’s is kept',
    async () => {
      await finds(
        'envoy_cluster_upstream_rq_xx{namespace="tenant-payments",workload="orders",job="monitoring/envoy-proxies"}',
        3,
      );
      await finds('{__name__=~"envoy_cluster_assignment.*"}', 0);
    },
  );
  await report.check(
    'a workload that says it is of another tenant is measured in its own namespace',
    async () => {
      const [{ metric }] = await finds('forged_total', 1);
      if (
        metric.namespace !== 'tenant-payments' ||
        metric.exported_namespace !== 'tenant-billing'
      )
        throw new Error(text(metric));
    },
  );
  await report.check(
    'what was written of an hour before goes on in the same series',
    async () => {
      const own = '{__name__=~"envoy_.+|kube_.+|container_.+|messaging_.+"}';
      const names = async (offset: number) =>
        (await prometheus.query(own, Date.now() / 1000 - offset))
          .filter(({ metric }) => !/^kube_job/.test(metric.__name__))
          .map(({ metric }) => text(Object.entries(metric).sort()))
          .sort();
      const [before, now] = await Promise.all([names(1_800), names(0)]);
      const odd = [
        ...before.filter(name => !now.includes(name)),
        ...now.filter(name => !before.includes(name)),
      ];
      if (before.length < 50 || odd.length > 0)
        throw new Error(`${before.length} series, different: ${odd[0]}`);
    },
  );
}

async function panelsShow(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  for (const [entity, panels] of Object.entries(expectedPanels)) {
    await report.check(`${entity} has its panels`, async () => {
      const found = await until(`${entity} is in the catalog`, () =>
        signalsOf(portal, entity),
      );
      const ids = found.panels.map(({ id }) => id).sort();
      const wanted = Object.keys(panels).sort();
      if (text(ids) !== text(wanted)) throw new Error(`panels ${text(ids)}`);
    });
    for (const [panel, expected] of Object.entries(panels)) {
      await report.check(`${entity} ${panel}`, async () => {
        const { series, sources } = await signalOf(
          portal,
          entity,
          panel as SignalPanelId,
          60,
        );
        if (sources.length !== 1 || sources[0].state !== 'live')
          throw new Error(text(sources));
        hold(series, expected);
      });
    }
  }
}

/** The names of all lines, the newest value of each, and that they have no gaps to speak of. */
function hold(series: SignalSeries[], expected: Expected) {
  const names = series.map(({ name }) => name).sort();
  if (text(names) !== text(Object.keys(expected).sort()))
    throw new Error(`lines ${text(names)}`);
  for (const { name, values } of series) {
    const known = values.filter(value => value !== null);
    const newest = known.at(-1);
    if (newest === undefined || !fits(newest, expected[name]))
      throw new Error(`${name} is ${newest}, not ${text(expected[name])}`);
    // The first steps have nothing to look back at.
    if (known.length < values.length * 0.9)
      throw new Error(`${name} has ${known.length} of ${values.length} points`);
  }
}

async function soon(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  const prometheus = new PrometheusClient(bed.url('prometheus'));
  await report.check(
    'a workload that begins to get requests shows them soon',
    async () => {
      const begun = performance.now();
      bed.take(scene).begin('tenant-payments', 'newcomer', 4, Date.now());
      await until('Prometheus alone has its rate', async () => {
        const found = await prometheus.query(
          'rate(envoy_cluster_upstream_rq_xx{workload="newcomer"}[2m])',
        );
        return found.length > 0;
      });
      report.measure(
        'observability: first request → Prometheus alone',
        since(begun),
      );
      await until('the portal shows its rate', async () => {
        const { series } = await signalOf(
          portal,
          'component/payments/newcomer',
          'rate',
        );
        return series.some(({ values }) => values.some(Boolean));
      });
      report.measure(
        'observability: first request → on the portal’s chart',
        since(begun),
      );
    },
  );
}

function text(value: unknown): string {
  return JSON.stringify(value).slice(0, 400);
}
