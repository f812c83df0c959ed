import { Link, Text } from '@backstage/ui';
import type { BatchState } from '@idp/live-react';
import type { ReactNode } from 'react';
import { failureOf } from '../failure/failure';
import styles from './SummaryCell.module.css';

const Content = ({
  row: { value, error },
  failed,
  href,
  title,
  children,
}: SummaryCellProps) => {
  if (value === undefined || value === null) {
    if (error === undefined) return <span aria-hidden="true">–</span>;
    return (
      <Text
        variant="body-small"
        color="secondary"
        title={failureOf(error).message}
      >
        {failed}
      </Text>
    );
  }
  const states = <span className={styles.states}>{children}</span>;
  return href ? (
    <Link href={href} title={title} className={styles.link}>
      {states}
    </Link>
  ) : (
    <span title={title}>{states}</span>
  );
};

/** @public */
export interface SummaryCellProps {
  row: BatchState<unknown>;
  /** Said where the row could not be read. */
  failed: string;
  /** As wide as the words of its states, in CSS. */
  minWidth: string;
  /** Where more is told. */
  href: string | undefined;
  /** What the states sum up. */
  title: string | undefined;
  /** The states, once the row is known. */
  children: ReactNode;
}

/**
 * What sums up a row of a list, in a column: states, one below the other, with the way to more.
 *
 * @public
 */
export const SummaryCell = (props: SummaryCellProps) => (
  <div className={styles.cell} style={{ minWidth: props.minWidth }}>
    <Content {...props} />
  </div>
);
