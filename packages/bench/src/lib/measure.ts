/** One line of a bench: a value, its goal, and whether it was met. */
export interface Measure {
  name: string;
  /** As printed, with its unit, such as `1.07 ×`. */
  value: string;
  /** As printed, such as `≤ 1.2 ×`. */
  goal: string;
  ok: boolean;
  /** What the value was made of: both sides of a ratio, sizes, counts. */
  detail?: string;
}

/** A ratio of two figures of the same run, with the largest that is good. */
export function ratio(
  name: string,
  options: {
    value: number;
    base: number;
    atMost: number;
    unit: string;
    detail?: string;
  },
): Measure {
  const { value, base, atMost, unit, detail } = options;
  const result = value / base;
  return {
    name,
    value: `${result.toFixed(2)} ×`,
    goal: `≤ ${atMost} ×`,
    ok: result <= atMost,
    detail: `${round(value)} ${unit} against ${round(base)} ${unit}${
      detail ? `; ${detail}` : ''
    }`,
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const formatMeasure = ({ name, value, goal, ok, detail }: Measure) =>
  `${name}: ${value} (goal ${goal}) ${ok ? 'ok' : 'short'}${
    detail ? `  [${detail}]` : ''
  }`;

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
