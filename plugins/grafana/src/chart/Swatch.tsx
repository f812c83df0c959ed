import styles from './Chart.module.css';
import type { Look } from './looks';

/** How a line looks, beside its name. */
export const Swatch = ({ look }: { look: Look }) => (
  <svg width="22" height="10" aria-hidden="true" className={styles.swatch}>
    <line
      x1="1"
      x2="21"
      y1="5"
      y2="5"
      className={styles[`colour${look.colour}`]}
      strokeDasharray={look.dash}
    />
  </svg>
);
