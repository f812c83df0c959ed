import { ground } from '@idp/parts-react';
import type { Change } from '@idp/plugin-changes-common';
import { ChangeRow } from './ChangeRow';
import styles from './ChangesList.module.css';

/** Changes, one below the other. */
export const ChangesList = ({
  changes,
  label,
  busy,
  compact,
}: {
  changes: Change[];
  label: string;
  /** What is shown is about to be replaced. */
  busy?: boolean;
  /** In a card of open changes: without the state, the golden path and what is touched. */
  compact?: boolean;
}) => (
  <ul
    className={`${ground.box} ${styles.list}`}
    aria-label={label}
    aria-busy={busy || undefined}
    data-busy={busy || undefined}
  >
    {changes.map(change => (
      <ChangeRow key={change.id} change={change} compact={compact} />
    ))}
  </ul>
);
