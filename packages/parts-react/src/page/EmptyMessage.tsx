import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyMessage.module.css';

/**
 * A message in the place of what there is not, with what to do about it.
 *
 * @public
 */
export const EmptyMessage = ({
  title,
  text,
  page = false,
  children,
}: {
  title: string;
  text: ReactNode;
  /** It stands for a page's whole list, and not for a part of a page. */
  page?: boolean;
  children?: ReactNode;
}) => (
  <div className={page ? `${styles.empty} ${styles.page}` : styles.empty}>
    <Text
      as={page ? 'h2' : 'h3'}
      variant={page ? 'title-small' : 'title-x-small'}
      className={styles.line}
    >
      {title}
    </Text>
    <Text as="p" color="secondary" className={styles.line}>
      {text}
    </Text>
    {page ? <div className={styles.actions}>{children}</div> : children}
  </div>
);
