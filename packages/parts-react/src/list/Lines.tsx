import type { ReactNode } from 'react';
import styles from './Lines.module.css';

/**
 * Lines of one cell of a table, each cut off where the cell ends.
 *
 * @public
 */
export const Lines = ({ children }: { children: ReactNode }) => (
  <span className={styles.lines}>{children}</span>
);
