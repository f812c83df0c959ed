import {
  compileRegex,
  keyOf,
  NAME,
  withoutName,
  type Labels,
  type Sample,
  type Samples,
  type Selection,
  type Storage,
} from '../storage';
import { aggregate, LabelGroups } from './aggregate';
import type { Expr, Selector } from './ast';
import { BinaryOperation } from './binary';
import { PromError } from './errors';
import { ELEMENTWISE, labelReplace, mapValues } from './functions';
import { histogramQuantile } from './histogram';
import { OVER_TIME, type Span } from './overTime';

/** Where a subquery names no step. */
const DEFAULT_STEP = 60_000;
const LE_DROPPED = { without: true, labels: ['le'] };

export type Value = number | string | Sample[] | Samples[];

/**
 * Evaluates one query over a storage, at as many moments as one likes. What does not depend on the moment (which series a
 * selector picks, which labels a group has) is kept between them.
 */
export class Evaluation {
  private readonly selections = new Map<Expr, Selection>();
  private readonly groups = new Map<Expr, LabelGroups>();
  private readonly operations = new Map<Expr, BinaryOperation>();
  private readonly regexes = new Map<string, RegExp>();
  /** Expressions by what they say: a query often says the same more than once, as for several quantiles. */
  private readonly alike = new Map<string, Expr>();
  private readonly canonical = new WeakMap<Expr, Expr>();
  private readonly last = new Map<Expr, { time: number; value: Value }>();

  constructor(private readonly storage: Storage) {}

  value(expr: Expr, time: number): Value {
    if (expr.type === 'number' || expr.type === 'string') return expr.value;
    const one = this.likeOf(expr);
    const known = this.last.get(one);
    if (known?.time === time) return known.value;
    const value = this.evaluate(one, time);
    this.last.set(one, { time, value });
    return value;
  }

  private likeOf(expr: Expr): Expr {
    return once(this.canonical, expr, () =>
      once(this.alike, textOf(expr), () => expr),
    );
  }

  private evaluate(expr: Expr, time: number): Value {
    switch (expr.type) {
      case 'number':
      case 'string':
        return expr.value;
      case 'selector':
        return this.selection(expr).instant(time - expr.offset);
      case 'range':
      case 'subquery':
        return this.matrix(expr, time).samples;
      case 'negate': {
        const value = this.value(expr.expr, time);
        return typeof value === 'number'
          ? -value
          : mapValues(value as Sample[], one => -one);
      }
      case 'aggregate':
        return aggregate(
          expr.op,
          this.vector(expr.expr, time),
          once(this.groups, expr, () => new LabelGroups(expr.grouping)),
          expr.param ? this.scalar(expr.param, time) : NaN,
        );
      case 'binary':
        return this.binary(expr, time);
      default:
        return this.call(expr, time);
    }
  }

  private vector = (expr: Expr, time: number) =>
    this.value(expr, time) as Sample[];
  private scalar = (expr: Expr, time: number) =>
    this.value(expr, time) as number;

  private selection(selector: Selector): Selection {
    return once(this.selections, this.likeOf(selector), () =>
      this.storage.select(selector.matchers),
    );
  }

  private matrix(expr: Expr, time: number): { samples: Samples[]; span: Span } {
    if (expr.type === 'range') {
      const to = time - expr.selector.offset;
      const span = { from: to - expr.range, to };
      const samples = this.selection(expr.selector).range(span.from, span.to);
      return { samples, span };
    }
    const {
      range,
      step = DEFAULT_STEP,
      offset,
      expr: inner,
    } = expr as Extract<Expr, { type: 'subquery' }>;
    const to = time - offset;
    const span = { from: to - range, to };
    const series = new Map<string, Samples>();
    const first = (Math.floor(span.from / step) + 1) * step;
    for (let at = first; at <= to; at += step) {
      for (const { labels, value } of this.vector(inner, at)) {
        const key = keyOf(labels);
        const one = series.get(key) ?? { labels, times: [], values: [] };
        series.set(key, one);
        one.times.push(at);
        one.values.push(value);
      }
    }
    return { samples: [...series.values()], span };
  }

  private binary(
    expr: Extract<Expr, { type: 'binary' }>,
    time: number,
  ): number | Sample[] {
    const { op, bool, matching } = expr;
    const operation = once(
      this.operations,
      expr,
      () => new BinaryOperation(op, bool, matching),
    );
    const left = this.value(expr.left, time);
    const right = this.value(expr.right, time);
    if (typeof left === 'number') {
      return typeof right === 'number'
        ? operation.scalars(left, right)
        : operation.withScalar(right as Sample[], left, true);
    }
    return typeof right === 'number'
      ? operation.withScalar(left as Sample[], right, false)
      : operation.vectors(left as Sample[], right as Sample[]);
  }

  private call(
    expr: Extract<Expr, { type: 'call' }>,
    time: number,
  ): number | Sample[] {
    const { name, args } = expr;
    if (Object.hasOwn(ELEMENTWISE, name)) {
      const params = args.slice(1).map(arg => this.scalar(arg, time));
      return mapValues(this.vector(args[0], time), value =>
        ELEMENTWISE[name](value, ...params),
      );
    }
    if (Object.hasOwn(OVER_TIME, name)) return this.overTime(expr, time);
    switch (name) {
      case 'time':
        return time / 1000;
      case 'vector':
        return [{ labels: {}, value: this.scalar(args[0], time) }];
      case 'scalar': {
        const vector = this.vector(args[0], time);
        return vector.length === 1 ? vector[0].value : NaN;
      }
      case 'absent':
        return this.vector(args[0], time).length > 0
          ? []
          : [{ labels: absentLabels(args[0]), value: 1 }];
      case 'absent_over_time':
        return this.matrix(args[0], time).samples.length > 0
          ? []
          : [{ labels: absentLabels(args[0]), value: 1 }];
      case 'sort':
        return [...this.vector(args[0], time)].sort(
          (a, b) => a.value - b.value,
        );
      case 'sort_desc':
        return [...this.vector(args[0], time)].sort(
          (a, b) => b.value - a.value,
        );
      case 'histogram_quantile': {
        const groups = once(
          this.groups,
          expr,
          () => new LabelGroups(LE_DROPPED),
        );
        return histogramQuantile(
          this.scalar(args[0], time),
          this.vector(args[1], time),
          labels => groups.of(labels),
        );
      }
      default:
        return this.labelReplace(args, time);
    }
  }

  private overTime(
    { name, args }: Extract<Expr, { type: 'call' }>,
    time: number,
  ): Sample[] {
    const { samples, span } = this.matrix(args[args.length - 1], time);
    const param = args.length > 1 ? this.scalar(args[0], time) : NaN;
    const result: Sample[] = [];
    for (const series of samples) {
      const value = OVER_TIME[name](series, span, param);
      if (value === undefined) continue;
      const { labels } = series;
      result.push({
        labels: name === 'last_over_time' ? labels : withoutName(labels),
        value,
      });
    }
    return result;
  }

  private labelReplace(args: Expr[], time: number): Sample[] {
    const [target, replacement, source, pattern] = args
      .slice(1)
      .map(arg => this.value(arg, time) as string);
    const regex = once(this.regexes, pattern, () => {
      try {
        return compileRegex(pattern, true);
      } catch {
        throw new PromError(
          'execution',
          `invalid regular expression in label_replace(): ${pattern}`,
        );
      }
    });
    return labelReplace(
      this.vector(args[0], time),
      target,
      replacement,
      source,
      regex,
    );
  }
}

/** The same for expressions that say the same; JSON knows neither infinity nor what is no number. */
function textOf(expr: Expr): string {
  return JSON.stringify(expr, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value)
      ? `number ${value}`
      : value,
  );
}

/** What `absent` can say of what is not there: the labels that were asked for by their value. */
function absentLabels(expr: Expr): Labels {
  const selector = expr.type === 'range' ? expr.selector : expr;
  const all = selector.type === 'selector' ? selector.matchers : [];
  const matchers = all.filter(({ name }) => name !== NAME);
  // A label that is asked for in two ways has no one value.
  const isSingle = (wanted: string) =>
    matchers.filter(({ name }) => name === wanted).length === 1;
  return Object.fromEntries(
    matchers
      .filter(({ name, op }) => op === '=' && isSingle(name))
      .map(({ name, value }) => [name, value]),
  );
}

function once<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
