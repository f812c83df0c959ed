import { ratio, type Measure } from '../../lib/measure';
import { inTurns } from '../../lib/plugins/inTurns';
import { p50, p99 } from '../../lib/statistics';
import { IS_TRIAL, service, VIEWED } from '../scene';
import type { Stage } from '../Stage';
import { viewOf } from './pageViews';

const PAIRS = IS_TRIAL ? 100 : 2000;

/** Our entity page against what no route of an entity can do without. */
export async function* againstReference(stage: Stage): AsyncGenerator<Measure> {
  const { browser } = stage.contestants.ours;
  const { ours, reference } = await inTurns(
    {
      ours: viewOf(stage.contestants.ours),
      reference: n =>
        browser.get(`bench/reference/vault/${service(n % VIEWED).name}`),
    },
    n => n < PAIRS,
  );
  yield ratio('entity page, p99', {
    value: p99(ours),
    base: p99(reference),
    atMost: 2,
    unit: 'ms',
    detail: `${
      stage.paths
    } paths, against a route that does no more than sign-in, entity and the same permissions; p50 ${p50(
      ours,
    ).toFixed(1)} against ${p50(reference).toFixed(
      1,
    )} ms; ${PAIRS} each, in turns`,
  });
}
