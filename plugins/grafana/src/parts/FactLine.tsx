import type { ReactNode } from 'react';
import styles from './FactLine.module.css';

/** Facts in a line, in small print. */
export const FactLine = ({ children }: { children: ReactNode }) => (
  <dl className={styles.facts}>{children}</dl>
);
