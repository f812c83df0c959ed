import type { AlertRule, AlertState } from '@idp/plugin-grafana-common';
import type { Bed } from '../../bed/Bed';
import { until } from '../../lib/until';
import { domain } from '../../observability/config/values';
import {
  AlertmanagerClient,
  equalTo,
} from '../../observability/AlertmanagerClient';
import { ruleOf } from '../../observability/portal/ask';
import { PrometheusClient } from '../../observability/PrometheusClient';
import { alertReceiver } from '../../services/observability/alertmanager';
import { observedPortal } from '../../services/observability/portal';
import { scene } from '../../services/observability/prometheus';
import { same } from '../same';
import { since } from '../since';
import type { Report, Step } from '../types';

const RULE = 'WorkloadServerErrors';
const ENTITY = 'component/payments/orders';
const LABELS = {
  alertname: RULE,
  namespace: 'tenant-payments',
  workload: 'orders',
  tenant: 'payments',
};

const runbook = () =>
  `https://portal.${domain()}/docs/default/system/platform/operations/#a-workload-answers-with-errors`;

/** From the first error to the people who hear of it, and back. */
export const alert: Step = {
  name: 'alert',
  profile: 'observability',
  what: 'a faulty workload’s alert is pending, fires, reaches its tenant’s people and the portal, is silenced, and ends',
  async run(bed, report) {
    await fires(bed, report);
    await reaches(bed, report);
    await silenced(bed, report);
    await ends(bed, report);
  },
};

async function fires(bed: Bed, report: Report) {
  await report.check(
    'while nothing fires, the rule says what to do',
    async () => {
      const rule = await shown(bed, 'normal');
      same('runbook', rule.runbookUrl, runbook());
    },
  );
  const prometheus = new PrometheusClient(bed.url('prometheus'));
  const begun = performance.now();
  bed.take(scene).service('orders').fail(Date.now(), 0.4);
  const told = async (state: string) => {
    await until(`${RULE} is ${state} in Prometheus`, async () => {
      const rules = await prometheus.rules();
      return rules.some(rule => rule.name === RULE && rule.state === state);
    });
    const known = performance.now();
    report.measure(
      `observability: first error → ${state}, Prometheus`,
      since(begun),
    );
    return known;
  };
  await report.check('it is pending, and the portal says so', async () => {
    const known = await told('pending');
    await shown(bed, 'pending');
    report.measure('observability: pending → in the portal', since(known));
  });
  await report.check('it fires, and the portal says so', async () => {
    const known = await told('firing');
    await shown(bed, 'firing');
    report.measure('observability: firing → in the portal', since(known));
  });
}

async function reaches(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  await report.check(
    'the portal shows whose it is, what it is about and what to do',
    async () => {
      const rule = await shown(bed, 'firing');
      same('runbook', rule.runbookUrl, runbook());
      same('severity', rule.severity, 'warning');
      const [first, ...rest] = rule.alerts;
      same('alerts', rest, []);
      same('labels', first.labels, { ...LABELS, severity: 'warning' });
      if (
        !/^orders answers [34]\d(\.\d+)?% of requests/.test(rule.summary ?? '')
      )
        throw new Error(`summary: ${rule.summary}`);
      if (!(first.value! > 0.3) || !rule.since)
        throw new Error(`value ${first.value}, since ${rule.since}`);
    },
  );
  await report.check(
    'its tenant has it too, and another tenant has not',
    async () => {
      const states = await Promise.all(
        ['system/default/payments', 'system/default/billing'].map(
          async entity => (await ruleOf(portal, entity, RULE))?.state,
        ),
      );
      same('states', states, ['firing', 'normal']);
    },
  );
  await report.check('it is counted on lists, and is the worst', async () => {
    const entityRef = 'component:payments/orders';
    const { items } = await portal.post('idp-grafana/summaries', {
      entityRefs: [entityRef, 'component:billing/ledger'],
    });
    same('state', items[entityRef].state, 'firing');
    same('another', items['component:billing/ledger'].state, 'normal');
    const list = await portal.get('idp-grafana/alerts?state=firing&limit=500');
    const rows = list.items.filter(
      (row: { rule: AlertRule }) => row.rule.name === RULE,
    );
    same(
      'rows',
      rows.map((row: { entityRef: string }) => row.entityRef),
      [entityRef],
    );
  });
  await report.check(
    'Alertmanager sends it to the tenant’s receiver, with the cluster’s domain, and to nobody else',
    async () => {
      const { notified } = bed.take(alertReceiver);
      const found = await until('the receiver is told', async () =>
        notified.find(({ labels }) => labels.alertname === RULE),
      );
      same('labels', found.labels, {
        ...LABELS,
        severity: 'warning',
        domain: domain(),
        prometheus: 'monitoring/kube-prometheus-stack-prometheus',
      });
      const receivers = notified
        .filter(({ labels }) => labels.alertname === RULE)
        .map(({ receiver }) => receiver);
      same('receivers', [...new Set(receivers)], ['tenants']);
    },
  );
}

async function silenced(bed: Bed, report: Report) {
  const alertmanager = new AlertmanagerClient(bed.url('alertmanager'));
  await report.check(
    'a silence in Alertmanager shows as silenced, with who and why; when it ends the alert fires again',
    async () => {
      const begun = performance.now();
      const id = await alertmanager.silence({
        matchers: equalTo({ alertname: RULE, workload: 'orders' }),
        minutes: 5,
        createdBy: 'kim',
        comment: 'Known since noon',
      });
      const rule = await shown(bed, 'silenced');
      report.measure('observability: silence → in the portal', since(begun));
      const { by, comment, until: end } = rule.alerts[0].silence ?? {};
      same(
        'silence',
        { by, comment },
        { by: 'kim', comment: 'Known since noon' },
      );
      if (!end || Date.parse(end) < Date.now()) throw new Error(`until ${end}`);
      await alertmanager.expire(id);
      await shown(bed, 'firing');
    },
  );
}

async function ends(bed: Bed, report: Report) {
  const alertmanager = new AlertmanagerClient(bed.url('alertmanager'));
  await report.check(
    'it ends in the portal, in Alertmanager, and for its people',
    async () => {
      const begun = performance.now();
      bed.take(scene).service('orders').fail(Date.now(), 0);
      await shown(bed, 'normal');
      report.measure(
        'observability: last error → normal in the portal',
        since(begun),
      );
      await until('Alertmanager has it no more', async () => {
        const alerts = await alertmanager.alerts();
        return alerts.every(({ labels }) => labels.alertname !== RULE);
      });
      await until('the receiver is told that it is over', async () =>
        bed
          .take(alertReceiver)
          .notified.some(
            ({ receiver, status, labels }) =>
              receiver === 'tenants' &&
              status === 'resolved' &&
              labels.alertname === RULE,
          ),
      );
    },
  );
}

/** The rule as the portal has it, once it is so. */
function shown(bed: Bed, state: AlertState): Promise<AlertRule> {
  return until(
    `the portal shows ${RULE} as ${state}`,
    async () => {
      const rule = await ruleOf(bed.take(observedPortal), ENTITY, RULE);
      if (rule?.state === state) return rule;
      throw new Error(`it shows ${rule?.state}`);
    },
    { timeoutMs: 120_000 },
  );
}
