import styles from './Chart.module.css';
import type { Layout } from './layout';
import type { Look } from './looks';
import type { ChartData, Line } from './types';

/** The moment that is read, and the values there. */
export const Cursor = ({
  data: { start, stepMs },
  point,
  shown,
  looks,
  layout: { x, y, top, bottom },
}: {
  data: ChartData;
  point: number;
  shown: Line[];
  looks: Map<string, Look>;
  layout: Layout;
}) => (
  <g
    className={styles.cursor}
    transform={`translate(${x(start + point * stepMs)} 0)`}
  >
    <line y1={top} y2={bottom} />
    {shown.map(({ key, values }) => {
      const value = values[point];
      return typeof value === 'number' ? (
        <circle
          key={key}
          r={3.5}
          cy={y(value)}
          className={styles[`colour${looks.get(key)!.colour}`]}
        />
      ) : null;
    })}
  </g>
);
