import type { Line, Mark } from './types';

/** What a line comes to. */
export interface Figures {
  latest: number;
  least: number;
  mean: number;
  greatest: number;
}

/** The figures of a line; undefined where it has no value. */
export function figuresOf(values: Line['values']): Figures | undefined {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return undefined;
  let [least, greatest, sum] = [known[0], known[0], 0];
  for (const value of known) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    sum += value;
  }
  return {
    latest: known[known.length - 1],
    least,
    mean: sum / known.length,
    greatest,
  };
}

/** What happened nearer to this point than to any other. */
export function marksAt(
  marks: readonly Mark[],
  moment: number,
  stepMs: number,
): Mark[] {
  return marks.filter(
    ({ at }) => at >= moment - stepMs / 2 && at < moment + stepMs / 2,
  );
}
