import { nice, ticks } from 'd3-array';
import { line } from 'd3-shape';
import type { ChartData, Line } from './types';

const TOP = 14;
const RIGHT = 14;
const BOTTOM = 24;
const LABEL_GAP = 8;
/** Of the small type of labels, generously. */
const CHARACTER = 7;
const Y_TICKS = 4;

/** Where everything of a chart stands, in pixels. */
export interface Layout {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  end: number;
  yTicks: number[];
  /** The largest value on the axis; all its labels are in the unit of measure of this one. */
  scale: number;
  x: (moment: number) => number;
  y: (value: number) => number;
}

/** The greatest of all values; undefined where there is none. */
export function greatest(lines: readonly Line[]): number | undefined {
  let found: number | undefined;
  for (const { values } of lines) {
    for (const value of values) {
      if (value !== null && (found === undefined || value > found)) {
        found = value;
      }
    }
  }
  return found;
}

function least(lines: readonly Line[]): number {
  let found = 0;
  for (const { values } of lines) {
    for (const value of values) {
      if (value !== null && value < found) found = value;
    }
  }
  return found;
}

/** Places a chart. Its values begin at zero, so that heights can be compared. */
export function layoutOf(
  { start, stepMs, points }: ChartData,
  shown: readonly Line[],
  size: { width: number; height: number },
  labelOf: (value: number, scale: number) => string,
): Layout {
  const end = start + Math.max(1, points - 1) * stepMs;
  const [low, high] = nice(least(shown), greatest(shown) || 1, Y_TICKS);
  const yTicks = ticks(low, high, Y_TICKS);
  const widest = Math.max(
    0,
    ...yTicks.map(value => labelOf(value, high).length),
  );
  const left = Math.round(widest * CHARACTER + LABEL_GAP);
  const right = Math.max(left + 1, size.width - RIGHT);
  const bottom = size.height - BOTTOM;
  return {
    ...size,
    left,
    right,
    top: TOP,
    bottom,
    end,
    yTicks,
    scale: high,
    x: moment => left + ((moment - start) / (end - start)) * (right - left),
    y: value => bottom - ((value - low) / (high - low)) * (bottom - TOP),
  };
}

/** The path of a line. It breaks off where there is no value; a value between two gaps is a dot. */
export function pathOf(
  { start, stepMs }: Pick<ChartData, 'start' | 'stepMs'>,
  values: Line['values'],
  { x, y }: Pick<Layout, 'x' | 'y'>,
): string {
  const path = line<number | null>()
    .defined(value => value !== null)
    .x((_, index) => x(start + index * stepMs))
    .y(value => y(value as number))
    .digits(1);
  return path(values as Array<number | null>) ?? '';
}

/** The point that is nearest to a place. */
export function pointAt(
  place: number,
  points: number,
  { left, right }: Pick<Layout, 'left' | 'right'>,
): number {
  const index = Math.round(((place - left) / (right - left)) * (points - 1));
  return Math.min(points - 1, Math.max(0, index));
}
