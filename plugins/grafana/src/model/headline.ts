import type { SignalPanelId, SignalSeries } from '@idp/plugin-grafana-common';

type Values = SignalSeries['values'];

/** Panels whose lines are parts of one whole. */
const WHOLES: SignalPanelId[] = ['rate', 'throughput', 'failures'];

/** The line that says most of a panel, where there is one of that name. */
const TELLING: Partial<Record<SignalPanelId, string>> = {
  errors: '5xx',
  duration: 'p95',
  cpu: 'usage',
  memory: 'usage',
};

/** Adds lines up; where none has a value there is none. */
function sumOf(series: readonly SignalSeries[]): Values {
  const [first] = series;
  return first.values.map((_, point) => {
    const known = series
      .map(({ values }) => values[point])
      .filter((value): value is number => typeof value === 'number');
    return known.length > 0
      ? known.reduce((sum, value) => sum + value, 0)
      : null;
  });
}

/** The one line that stands for a panel in one environment; undefined where nothing was measured there. */
export function headlineOf(
  panel: SignalPanelId,
  series: readonly SignalSeries[],
  environment: string,
): Values | undefined {
  const here = series.filter(one => one.environment === environment);
  if (here.length === 0) return undefined;
  if (WHOLES.includes(panel)) return sumOf(here);
  return (here.find(({ name }) => name === TELLING[panel]) ?? here[0]).values;
}
