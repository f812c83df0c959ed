import { memo } from 'react';
import { tickText, timeTicks, type TimeWords } from '../time';
import styles from './Chart.module.css';
import type { Layout } from './layout';

/** Pixels between two times on the axis. */
const APART = 88;

/** Lines of values, and times below; hidden from who does not see them, who reads the points themselves. */
export const Axes = memo(
  ({
    layout,
    start,
    words,
    labelOf,
  }: {
    layout: Layout;
    start: number;
    words: TimeWords;
    labelOf: (value: number) => string;
  }) => {
    const { left, right, bottom, top, end, x, y, yTicks } = layout;
    const count = Math.max(2, Math.floor((right - left) / APART));
    const { moments, stepMs } = timeTicks(start, end, count, words.zone);
    return (
      <g className={styles.axes}>
        {yTicks.map(value => (
          <g key={value} transform={`translate(0 ${y(value)})`}>
            <line x1={left} x2={right} className={styles.grid} />
            <text x={left - 8} dy="0.32em" textAnchor="end">
              {labelOf(value)}
            </text>
          </g>
        ))}
        {moments.map(moment => (
          <g key={moment} transform={`translate(${x(moment)} 0)`}>
            <line y1={top} y2={bottom} className={styles.grid} />
            <text y={bottom + 18} textAnchor="middle">
              {tickText(moment, stepMs, words)}
            </text>
          </g>
        ))}
      </g>
    );
  },
);
