import { keyOf, NAME, type Labels, type Sample } from '../storage';
import type { Grouping } from './ast';
import { quantile, sum } from './overTime';

const OPERATIONS: Readonly<Record<string, (values: number[]) => number>> = {
  sum,
  count: values => values.length,
  group: () => 1,
  avg: values => sum(values) / values.length,
  min: values => values.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a)),
  max: values => values.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a)),
  stdvar: variance,
  stddev: values => Math.sqrt(variance(values)),
};

/** Which labels are left of a series; the same object for the same labels, however often it is asked. */
export class LabelGroups {
  private readonly known = new WeakMap<Labels, Labels>();
  private readonly byKey = new Map<string, Labels>();
  private readonly names: ReadonlySet<string>;

  constructor(private readonly grouping: Grouping) {
    this.names = new Set(grouping.labels);
  }

  of(labels: Labels): Labels {
    let kept = this.known.get(labels);
    if (!kept) {
      const { without } = this.grouping;
      const own = Object.fromEntries(
        Object.entries(labels).filter(
          ([name]) =>
            this.names.has(name) !== without && !(without && name === NAME),
        ),
      );
      const key = keyOf(own);
      kept = this.byKey.get(key) ?? own;
      this.byKey.set(key, kept);
      this.known.set(labels, kept);
    }
    return kept;
  }
}

/** One aggregation of an instant vector. */
export function aggregate(
  op: string,
  vector: readonly Sample[],
  groups: LabelGroups,
  param: number,
): Sample[] {
  const members = new Map<Labels, Sample[]>();
  for (const sample of vector) {
    const labels = groups.of(sample.labels);
    const list = members.get(labels);
    if (list) list.push(sample);
    else members.set(labels, [sample]);
  }
  if (op === 'topk' || op === 'bottomk') {
    const order = op === 'topk' ? -1 : 1;
    return [...members.values()].flatMap(list =>
      list
        .sort((a, b) => order * (a.value - b.value))
        .slice(0, Math.max(0, Math.trunc(param))),
    );
  }
  return [...members].map(([labels, list]) => {
    const values = list.map(({ value }) => value);
    return {
      labels,
      value:
        op === 'quantile' ? quantile(param, values) : OPERATIONS[op](values),
    };
  });
}

function variance(values: number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map(value => (value - mean) ** 2)) / values.length;
}
