import { ratio, type Measure } from '../../lib/measure';
import { p50, p99 } from '../../lib/plugins/statistics';
import { DASHBOARDS, viewed } from '../scene';
import type { Stage } from '../Stage';

const PAIRS = 2_000;

/** The routes that answer from memory, against what no route of an entity can do without. */
export async function* cached(stage: Stage): AsyncGenerator<Measure> {
  for (const route of ['dashboards', 'alerts'] as const) {
    const { ours, reference } = await inTurns(stage, route);
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

async function inTurns({ ours: { browser } }: Stage, route: string) {
  const times = { ours: [] as number[], reference: [] as number[] };
  const timed = async (list: number[], address: string) => {
    const started = performance.now();
    await browser.get(address);
    list.push(performance.now() - started);
  };
  for (let n = 0; n < PAIRS; n++) {
    const { name } = viewed(n);
    const ask = {
      ours: () =>
        timed(
          times.ours,
          `idp-grafana/entities/component/default/${name}/${route}`,
        ),
      reference: () =>
        timed(times.reference, `bench/reference/grafana/${name}`),
    };
    const order = n % 2 ? [ask.ours, ask.reference] : [ask.reference, ask.ours];
    for (const one of order) await one();
  }
  return times;
}
