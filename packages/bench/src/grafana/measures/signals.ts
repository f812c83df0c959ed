import type { EntitySignals, SignalData } from '@idp/plugin-grafana-common';
import type { Measure } from '../../lib/measure';
import { p50, p99, short } from '../../lib/statistics';
import { HOURS, SERIES, viewed } from '../scene';
import type { Stage } from '../Stage';

const LOOKED_AT = 20;
const PEOPLE = 5;

/** Charts: how often Prometheus is asked for one that nobody has looked at, and for one that somebody just has. */
export async function* signals(stage: Stage): AsyncGenerator<Measure> {
  const { browser } = stage.ours;
  const base = (n: number) =>
    `idp-grafana/entities/component/default/${viewed(n).name}/signals`;
  const { panels }: EntitySignals = await browser.get(base(0));
  const to = new Date();
  const from = new Date(to.getTime() - HOURS * 3_600_000);
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: to.toISOString(),
  });
  const looks = {
    first: { times: [] as number[], calls: 0, bytes: 0 },
    again: { times: [] as number[], calls: 0, bytes: 0 },
  };
  let series = 0;
  const look = async (sum: typeof looks.first, address: string) => {
    const started = performance.now();
    // All at the same time, as on a page that several people have open.
    const answers: SignalData[] = await Promise.all(
      Array.from({ length: PEOPLE }, () => browser.get(address)),
    );
    sum.times.push((performance.now() - started) / PEOPLE);
    const { calls, bytes } = await stage.taken('ours');
    sum.calls += calls;
    sum.bytes += bytes;
    series = answers[0].series.length;
  };
  await stage.taken('ours');
  for (let n = 0; n < LOOKED_AT; n++) {
    for (const { id } of panels) {
      const address = `${base(n)}/${id}?${query}`;
      await look(looks.first, address);
      // While it is kept, which is for as long as it is what a page would show.
      await look(looks.again, address);
    }
  }
  const { first, again } = looks;
  const charts = LOOKED_AT * panels.length;
  const a = first.calls / charts;
  yield {
    name: `upstream calls a chart, ${HOURS} h × ${SERIES} series, when ${PEOPLE} people look at once`,
    value: short(a),
    goal: '≤ 1',
    ok: a > 0 && a <= 1 && series === SERIES,
    detail: `${charts} charts of ${LOOKED_AT} entities; ${short(
      first.bytes / charts / 1024,
    )} KiB from Prometheus each; p50 ${short(p50(first.times))} ms, p99 ${short(
      p99(first.times),
    )} ms`,
  };
  yield {
    name: 'upstream calls a chart that somebody has just looked at',
    value: short(again.calls / charts),
    goal: '0',
    ok: again.calls === 0,
    detail: `p50 ${short(p50(again.times))} ms, p99 ${short(
      p99(again.times),
    )} ms`,
  };
}
