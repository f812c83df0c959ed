import { memo } from 'react';
import styles from './Chart.module.css';
import type { Layout } from './layout';
import type { Mark } from './types';

/** When something was deployed. */
export const Marks = memo(
  ({
    marks,
    start,
    layout: { x, top, bottom, end },
  }: {
    marks: Mark[];
    start: number;
    layout: Layout;
  }) => (
    <g className={styles.marks}>
      {marks
        .filter(({ at }) => at >= start && at <= end)
        .map(({ at, environment, label }) => (
          <g
            key={`${at} ${environment} ${label}`}
            data-mark={label}
            transform={`translate(${x(at)} 0)`}
          >
            <line y1={top} y2={bottom} />
            <path d={`M-5,${top - 9}H5L0,${top - 1}Z`} />
          </g>
        ))}
    </g>
  ),
);
