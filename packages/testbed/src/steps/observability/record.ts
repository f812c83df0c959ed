import type { Bed } from '../../bed/Bed';
import { until } from '../../lib/until';
import { AlertmanagerClient } from '../../observability/AlertmanagerClient';
import { podLabels } from '../../observability/config/podLabels';
import { loggedPods } from '../../observability/exporter/loggedPods';
import { ago, LokiClient } from '../../observability/LokiClient';
import { holdAgainst } from '../../recordings/holdAgainst';
import {
  normalisedObserved,
  observedInteractions,
  performObserved,
} from '../../recordings/observability/record';
import { scene } from '../../services/observability/prometheus';
import type { Step } from '../types';

/** Asks what the portal asks, and writes it down where IDP_TESTBED_RECORD is set; else holds it against that. */
export const recordObserved: Step = {
  name: 'observed-recordings',
  profile: 'observability',
  what: 'Prometheus, Alertmanager and Loki answer every recorded request with the recorded status and type',
  async run(bed, report) {
    await prepare(bed);
    const facts = new Map<string, string>();
    for (const interaction of observedInteractions) {
      const { of, name } = interaction;
      await report.check(`${of} ${name}`, async () => {
        const answer = await performObserved(interaction, {
          url: bed.url(of),
          now: Date.now(),
          facts,
        });
        holdAgainst(of, {
          interaction,
          answer: normalisedObserved(answer, [
            [bed.folder, '/testbed'],
            [bed.url('prometheus'), 'http://prometheus.example.com'],
            [bed.url('alert-receiver'), 'http://receiver.example.com'],
            [`127.0.0.1:${bed.ports.get('exporter')}`, '10.0.0.1:9090'],
          ]),
        });
      });
    }
  },
};

/** An alert of the example workload that fires, and lines of it in both outputs. */
async function prepare(bed: Bed): Promise<void> {
  const loki = new LokiClient(bed.url('loki'));
  const at = ago(60_000);
  await loki.push(podLabels(loggedPods.hello, 'stdout'), [
    [at, '10.0.0.1 - - "GET / HTTP/1.1" 200 12'],
    [at + 1_000_000n, '10.0.0.1 - - "GET /a HTTP/1.1" 404 12'],
    [at + 2_000_000n, 'level=info msg="started"'],
  ]);
  await loki.push(podLabels(loggedPods.hello, 'stderr'), [
    [at + 3_000_000n, '2026/11/26 06:00:00 [error] 1#1: connect() failed'],
    [at + 4_000_000n, 'nothing to say'],
  ]);
  bed.take(scene).service('hello').fail(Date.now(), 0.45);
  await until('the example workload’s alert fires', async () => {
    const alerts = await new AlertmanagerClient(
      bed.url('alertmanager'),
    ).alerts();
    return alerts.some(
      ({ labels }) =>
        labels.alertname === 'WorkloadServerErrors' &&
        labels.workload === 'hello',
    );
  });
}
