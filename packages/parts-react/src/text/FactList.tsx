import type { ReactNode } from 'react';
import styles from './FactList.module.css';

/**
 * {@link Fact}s beside and below each other, as many as fit.
 *
 * @public
 */
export const FactList = ({
  label,
  children,
}: {
  label?: string;
  children: ReactNode;
}) => (
  <dl className={styles.list} aria-label={label}>
    {children}
  </dl>
);
