import {
  describeLabels,
  keyOf,
  NAME,
  withoutName,
  type Labels,
  type Sample,
} from '../storage';
import { LabelGroups } from './aggregate';
import type { Matching } from './ast';
import { PromError } from './errors';

type Arithmetic = (left: number, right: number) => number;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};
const COMPARISONS: Readonly<
  Record<string, (left: number, right: number) => boolean>
> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};
const EVERYTHING: Matching = { on: false, labels: [], include: [] };

/** One binary operation of a query. What labels have in common is worked out once, not for each step of a range. */
export class BinaryOperation {
  private readonly matching: Matching;
  private readonly signatures: LabelGroups;
  private readonly named: boolean;

  constructor(
    private readonly op: string,
    private readonly bool: boolean,
    matching?: Matching,
  ) {
    this.matching = matching ?? EVERYTHING;
    this.signatures = new LabelGroups({
      without: !this.matching.on,
      labels: this.matching.labels,
    });
    this.named = op in COMPARISONS && !bool;
  }

  scalars(left: number, right: number): number {
    return this.op in COMPARISONS
      ? Number(COMPARISONS[this.op](left, right))
      : ARITHMETIC[this.op](left, right);
  }

  /** A vector with a number; `swapped` where the number stands to the left. */
  withScalar(
    vector: readonly Sample[],
    scalar: number,
    swapped: boolean,
  ): Sample[] {
    return vector.flatMap(({ labels, value }) => {
      const [left, right] = swapped ? [scalar, value] : [value, scalar];
      const result = this.pair(left, right, value);
      return result === undefined
        ? []
        : [
            {
              labels: this.named ? labels : withoutName(labels),
              value: result,
            },
          ];
    });
  }

  vectors(left: readonly Sample[], right: readonly Sample[]): Sample[] {
    const signature = ({ labels }: Sample) => this.signatures.of(labels);
    const has = (vector: readonly Sample[]) => new Set(vector.map(signature));
    switch (this.op) {
      case 'and': {
        const there = has(right);
        return left.filter(sample => there.has(signature(sample)));
      }
      case 'unless': {
        const there = has(right);
        return left.filter(sample => !there.has(signature(sample)));
      }
      case 'or': {
        const there = has(left);
        return [
          ...left,
          ...right.filter(sample => !there.has(signature(sample))),
        ];
      }
      default:
        return this.matched(left, right);
    }
  }

  private matched(left: readonly Sample[], right: readonly Sample[]): Sample[] {
    const swapped = this.matching.many === 'right';
    const [many, one] = swapped ? [right, left] : [left, right];
    const ones = new Map<Labels, Sample>();
    for (const sample of one) {
      const signature = this.signatures.of(sample.labels);
      const other = ones.get(signature);
      if (other)
        throw this.duplicate(swapped ? 'left' : 'right', signature, [
          other,
          sample,
        ]);
      ones.set(signature, sample);
    }
    const taken = new Map<Labels, Sample>();
    const results = new Map<string, Sample>();
    for (const sample of many) {
      const signature = this.signatures.of(sample.labels);
      const other = ones.get(signature);
      if (!other) continue;
      const [a, b] = swapped
        ? [other.value, sample.value]
        : [sample.value, other.value];
      const value = this.pair(a, b, sample.value);
      if (!this.matching.many) {
        const before = taken.get(signature);
        if (before) {
          throw new PromError(
            'execution',
            'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
          );
        }
        taken.set(signature, sample);
      }
      if (value === undefined) continue;
      const labels = this.resultLabels(sample.labels, other.labels, signature);
      const key = keyOf(labels);
      if (results.has(key)) {
        throw new PromError(
          'execution',
          'multiple matches for labels: grouping labels must ensure unique matches',
        );
      }
      results.set(key, { labels, value });
    }
    return [...results.values()];
  }

  private pair(left: number, right: number, kept: number): number | undefined {
    const compare = COMPARISONS[this.op];
    if (!compare) return ARITHMETIC[this.op](left, right);
    const holds = compare(left, right);
    if (this.bool) return Number(holds);
    return holds ? kept : undefined;
  }

  private resultLabels(many: Labels, one: Labels, signature: Labels): Labels {
    const { on, labels: names, include } = this.matching;
    if (!this.matching.many && !this.named)
      return on ? signature : withoutName(signature);
    const base = this.named ? many : withoutName(many);
    if (!this.matching.many) {
      return Object.fromEntries(
        Object.entries(base).filter(
          ([name]) => name === NAME || names.includes(name) === on,
        ),
      );
    }
    if (include.length === 0) return base;
    const result: Record<string, string> = { ...base };
    for (const name of include) {
      if (one[name]) result[name] = one[name];
      else delete result[name];
    }
    return result;
  }

  private duplicate(
    side: string,
    signature: Labels,
    [first, second]: Sample[],
  ): PromError {
    return new PromError(
      'execution',
      `found duplicate series for the match group ${describeLabels(
        signature,
      )} on the ${side} hand-side of the operation: [${describeLabels(
        second.labels,
      )}, ${describeLabels(
        first.labels,
      )}];many-to-many matching not allowed: matching labels must be unique on one side`,
    );
  }
}
