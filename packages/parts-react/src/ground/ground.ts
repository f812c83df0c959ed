import styles from './Ground.module.css';

const box = `${styles.legible} ${styles.box}`;

/**
 * Class names of what stands on the ground of a card: text that can be read on it, and what brings that ground.
 *
 * @public
 */
export const ground: {
  /** Secondary text that can be read, in the light and in the dark. */
  legible: string;
  /** The ground with a line around it. */
  box: string;
  /** A box of parts, one below the other; whoever uses it says how far apart. */
  panel: string;
  /** A box around a table. */
  table: string;
} = {
  legible: styles.legible,
  box,
  panel: `${box} ${styles.panel}`,
  table: `${box} ${styles.table}`,
};
