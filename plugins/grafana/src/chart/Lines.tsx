import { memo } from 'react';
import styles from './Chart.module.css';
import { pathOf, type Layout } from './layout';
import type { Look } from './looks';
import type { ChartData, Line } from './types';

/** The lines themselves. */
export const Lines = memo(
  ({
    data,
    shown,
    looks,
    layout,
  }: {
    data: ChartData;
    shown: Line[];
    looks: Map<string, Look>;
    layout: Layout;
  }) => (
    <g className={styles.lines}>
      {shown.map(({ key, values }) => {
        const look = looks.get(key)!;
        return (
          <path
            key={key}
            data-line={key}
            className={styles[`colour${look.colour}`]}
            d={pathOf(data, values, layout)}
            strokeDasharray={look.dash}
          />
        );
      })}
    </g>
  ),
);
