import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyMessage.module.css';

/** A message in the place of a list. */
export const EmptyMessage = ({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children: ReactNode;
}) => (
  <div className={styles.empty}>
    <Text as="h2" variant="title-small" className={styles.line}>
      {title}
    </Text>
    <Text as="p" color="secondary" className={styles.line}>
      {text}
    </Text>
    <div className={styles.actions}>{children}</div>
  </div>
);
