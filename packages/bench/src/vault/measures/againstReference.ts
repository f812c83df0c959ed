import { ratio, type Measure } from '../../lib/measure';
import { p50, p99 } from '../../lib/plugins/statistics';
import { IS_TRIAL, service, VIEWED } from '../scene';
import type { Stage } from '../Stage';

const PAIRS = IS_TRIAL ? 100 : 2000;

/** Our entity page against what no route of an entity can do without. */
export async function* againstReference(stage: Stage): AsyncGenerator<Measure> {
  const { page, browser } = stage.contestants.ours;
  const times = { ours: [] as number[], reference: [] as number[] };
  const timed = async (list: number[], run: () => Promise<unknown>) => {
    const started = performance.now();
    await run();
    list.push(performance.now() - started);
  };
  for (let n = 0; n < PAIRS; n++) {
    const viewed = service(n % VIEWED);
    await timed(times.ours, () => page.open(browser, viewed));
    await timed(times.reference, () =>
      browser.get(`bench/reference/vault/${viewed.name}`),
    );
  }
  yield ratio('entity page, p99', {
    value: p99(times.ours),
    base: p99(times.reference),
    atMost: 2,
    unit: 'ms',
    detail: `${
      stage.paths
    } paths, against a route that does no more than sign-in, entity and the same permissions; p50 ${p50(
      times.ours,
    ).toFixed(1)} against ${p50(times.reference).toFixed(
      1,
    )} ms; ${PAIRS} each, in turns`,
  });
}
