import type { SignalUnit } from '@idp/plugin-grafana-common';

/** Writes values of one chart, all in the same unit of measure. */
export type ValueText = (value: number) => string;

/** What no unit of `Intl` says; each takes the number as text. */
export interface UnitWords {
  requestsPerSecond: (value: string) => string;
  perSecond: (value: string) => string;
}

type Steps = readonly (readonly [unit: string, size: number])[];

const DURATIONS: Steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
  ['millisecond', 0.001],
];

const SIZES: Steps = [
  ['terabyte', 1e12],
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
  ['byte', 1],
];

/** The largest unit that a value fills; the smallest for what is smaller than all. */
function unitFor(steps: Steps, value: number): readonly [string, number] {
  const size = Math.abs(value);
  return steps.find(([, step]) => size >= step) ?? steps[steps.length - 1];
}

/** Digits after the point that tell values of this size apart. */
function digitsFor(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 100) return 0;
  return Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

/**
 * How values of a unit are written, in the portal's language.
 *
 * @param scale - the largest value beside which others stand, as on an axis; each by itself when absent
 */
export function valueText(
  unit: SignalUnit,
  language: string,
  words: UnitWords,
  { requests = false, scale }: { requests?: boolean; scale?: number } = {},
): ValueText {
  const plain = (value: number) =>
    new Intl.NumberFormat(language, {
      maximumFractionDigits: digitsFor(scale ?? value),
      ...(Math.abs(scale ?? value) >= 10_000 && {
        notation: 'compact' as const,
        maximumFractionDigits: 1,
      }),
    }).format(value);
  const measured = (steps: Steps) => (value: number) => {
    const [name, size] = unitFor(steps, scale ?? value);
    return new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digitsFor((scale ?? value) / size),
    }).format(value / size);
  };
  switch (unit) {
    case 'ratio':
      return value =>
        new Intl.NumberFormat(language, {
          style: 'percent',
          maximumFractionDigits: digitsFor((scale ?? value) * 100),
        }).format(value);
    case 'seconds':
    case 'seconds-ago':
      return measured(DURATIONS);
    case 'bytes':
      return measured(SIZES);
    case 'per-second':
      return value =>
        requests
          ? words.requestsPerSecond(plain(value))
          : words.perSecond(plain(value));
    default:
      return plain;
  }
}
