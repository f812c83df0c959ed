import { pathOf } from '../chart/layout';
import styles from './Golden.module.css';

const WIDTH = 96;
const HEIGHT = 24;

/** The course of a line without axes; for who sees it, beside its value. */
export const Sparkline = ({
  values,
}: {
  values: ReadonlyArray<number | null>;
}) => {
  const most = values.reduce<number>(
    (found, value) => Math.max(found, value ?? 0),
    0,
  );
  const path = pathOf({ start: 0, stepMs: 1 }, values, {
    x: place => 2 + (place / Math.max(1, values.length - 1)) * (WIDTH - 4),
    y: value => HEIGHT - 2 - (value / (most || 1)) * (HEIGHT - 4),
  });
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      className={styles.sparkline}
    >
      <path d={path} />
    </svg>
  );
};
