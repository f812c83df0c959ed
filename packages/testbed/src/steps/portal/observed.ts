import type { EntityMarkers } from '@idp/plugin-grafana-common';
import type { Bed } from '../../bed/Bed';
import { until } from '../../lib/until';
import { alertsOf, signalOf, signalsOf } from '../../observability/portal/ask';
import { portal, portalAs } from '../../services/portal';
import { since } from '../since';
import type { Step } from '../types';

const entity = 'component/payments/orders';
/** Requests a second, as the exporter shows them. */
export const REQUEST_RATE = 5;

/** The workload that golden paths brought, with what Prometheus and Argo CD know of it beside each other. */
export const observed: Step = {
  name: 'observed',
  profile: 'portal',
  what: 'a workload that a golden path brought has its signals, its deployments as marks on them, and the alerts that watch over it',
  async run(bed, report) {
    const client = bed.take(portal);
    const begun = performance.now();
    await report.check('every chart has lines of Prometheus', async () => {
      const { panels } = await signalsOf(client, entity);
      if (panels.length < 5) throw new Error(JSON.stringify(panels));
      for (const { id } of panels) {
        const { series, sources } = await signalOf(client, entity, id);
        if (
          series.length === 0 ||
          sources.some(({ state }) => state !== 'live')
        )
          throw new Error(`${id}: ${JSON.stringify({ series, sources })}`);
      }
      report.measure('portal: all charts of a workload', since(begun));
    });
    await report.check('as many requests as were made', async () => {
      const { series } = await signalOf(client, entity, 'rate');
      const newest = series[0].values.filter(value => value !== null).at(-1)!;
      if (Math.abs(newest - REQUEST_RATE) > REQUEST_RATE / 2)
        throw new Error(`${newest} a second`);
    });
    await report.check(
      'the release and the way back are marks, each with its change',
      () => isMarked(bed),
    );
    await report.check('the alerts that watch over it are there', async () => {
      const { rules, sources } = await until(
        'the rules were read',
        async () => {
          const found = await alertsOf(client, entity);
          return found.rules.length > 0 && found;
        },
      );
      const firing = rules.filter(({ state }) => state === 'firing');
      if (firing.length > 0 || sources.some(({ state }) => state !== 'live'))
        throw new Error(JSON.stringify({ firing, sources }));
    });
  },
};

async function isMarked(bed: Bed): Promise<void> {
  const to = new Date();
  const from = new Date(to.getTime() - 3_600_000);
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: to.toISOString(),
  });
  // In a person's own name, as the marks come from Argo CD.
  const { markers } = await portalAs(bed, 'kim').get<EntityMarkers>(
    `idp-grafana/entities/${entity}/markers?${query}`,
  );
  const changes = new Set(markers.map(({ change }) => change?.title));
  changes.delete(undefined);
  // The first deployment's change, the release's and the way back's.
  if (changes.size < 3) throw new Error(JSON.stringify(markers));
}
