import { ratio, type Measure } from '../../lib/measure';
import { inTurns } from '../../lib/plugins/inTurns';
import { p50, p99 } from '../../lib/statistics';
import { DASHBOARDS, viewed } from '../scene';
import type { Stage } from '../Stage';

const PAIRS = 2_000;

/** The routes that answer from memory, against what no route of an entity can do without. */
export async function* cached(stage: Stage): AsyncGenerator<Measure> {
  const { browser } = stage.ours;
  for (const route of ['dashboards', 'alerts'] as const) {
    const { ours, reference } = await inTurns(
      {
        ours: n =>
          browser.get(
            `idp-grafana/entities/component/default/${viewed(n).name}/${route}`,
          ),
        reference: n =>
          browser.get(`bench/reference/grafana/${viewed(n).name}`),
      },
      n => n < PAIRS,
    );
    yield ratio(`${route} of an entity, p99`, {
      value: p99(ours),
      base: p99(reference),
      atMost: 2,
      unit: 'ms',
      detail: `${DASHBOARDS} dashboards; against a route that does no more than sign-in, entity and the same permission; p50 ${p50(
        ours,
      ).toFixed(1)} against ${p50(reference).toFixed(
        1,
      )} ms; ${PAIRS} each, in turns`,
    });
  }
  const { heldMiB, residentMiB } = await stage.ours.backend.memory();
  yield {
    name: 'memory of the portal with all of it',
    value: `${heldMiB.toFixed(0)} MiB`,
    goal: 'stated',
    ok: true,
    detail: `held when nothing is left to be collected; ${residentMiB.toFixed(
      0,
    )} MiB resident`,
  };
}
