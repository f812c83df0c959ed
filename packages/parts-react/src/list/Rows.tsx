import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { ground } from '../ground/ground';
import styles from './Rows.module.css';

/** {@link Row}s, one below the other. */
export const RowList = ({
  label,
  children,
}: {
  label: string;
  children: ReactNode;
}) => (
  <ul className={`${ground.legible} ${styles.list}`} aria-label={label}>
    {children}
  </ul>
);

/**
 * What something is called and how it stands, with small print below.
 *
 * @public
 */
export const Row = ({
  name,
  states,
  about,
  children,
}: {
  name: ReactNode;
  states: ReactNode;
  /** The small print. */
  about?: ReactNode;
  children?: ReactNode;
}) => (
  <li className={styles.row}>
    <div className={styles.head}>
      <span className={styles.name}>{name}</span>
      <span className={styles.states}>{states}</span>
    </div>
    {about && (
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.meta}
      >
        {about}
      </Text>
    )}
    {children}
  </li>
);
