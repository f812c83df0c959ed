import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyMessage.module.css';

/** A message in the place of what there is not. */
export const EmptyMessage = ({
  title,
  text,
  children,
}: {
  title: string;
  text: ReactNode;
  children?: ReactNode;
}) => (
  <div className={styles.empty}>
    <Text as="h3" variant="title-x-small" className={styles.line}>
      {title}
    </Text>
    <Text as="p" color="secondary" className={styles.line}>
      {text}
    </Text>
    {children}
  </div>
);
