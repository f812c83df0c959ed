import { short } from './statistics';

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
    detail: `${short(value)} ${unit} against ${short(base)} ${unit}${
      detail ? `; ${detail}` : ''
    }`,
  };
}

export const formatMeasure = ({ name, value, goal, ok, detail }: Measure) =>
  `${name}: ${value} (goal ${goal}) ${ok ? 'ok' : 'short'}${
    detail ? `  [${detail}]` : ''
  }`;
