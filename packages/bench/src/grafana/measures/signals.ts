import type { EntitySignals, SignalData } from '@idp/plugin-grafana-common';
import type { Measure } from '../../lib/measure';
import { p50, p99, short } from '../../lib/plugins/statistics';
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
  const times = { first: [] as number[], again: [] as number[] };
  let series = 0;
  const look = async (list: number[]) => {
    for (let n = 0; n < LOOKED_AT; n++) {
      for (const { id } of panels) {
        const started = performance.now();
        // All at the same time, as on a page that several people have open.
        const answers: SignalData[] = await Promise.all(
          Array.from({ length: PEOPLE }, () =>
            browser.get(`${base(n)}/${id}?${query}`),
          ),
        );
        list.push((performance.now() - started) / PEOPLE);
        series = answers[0].series.length;
      }
    }
  };
  await stage.taken('ours');
  await look(times.first);
  const first = await stage.taken('ours');
  await look(times.again);
  const again = await stage.taken('ours');
  const charts = LOOKED_AT * panels.length;
  const a = first.calls / charts;
  yield {
    name: `upstream calls a chart, ${HOURS} h × ${SERIES} series, when ${PEOPLE} people look at once`,
    value: short(a),
    goal: '≤ 1',
    ok: a > 0 && a <= 1 && series === SERIES,
    detail: `${charts} charts of ${LOOKED_AT} entities; ${short(
      first.bytes / charts / 1024,
    )} KiB from Prometheus each; p50 ${short(p50(times.first))} ms, p99 ${short(
      p99(times.first),
    )} ms`,
  };
  yield {
    name: 'upstream calls a chart that somebody has just looked at',
    value: short(again.calls / charts),
    goal: '0',
    ok: again.calls === 0,
    detail: `p50 ${short(p50(times.again))} ms, p99 ${short(
      p99(times.again),
    )} ms`,
  };
}
