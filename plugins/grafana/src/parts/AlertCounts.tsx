import { countsInOrder, type Counts } from '../model/states';
import { AlertStateText } from './AlertStateText';
import styles from './AlertCounts.module.css';

/** How many rules are in each state, the worst first. */
export const AlertCounts = ({ counts }: { counts: Counts }) => (
  <span className={styles.counts}>
    {countsInOrder(counts).map(([state, count]) => (
      <AlertStateText key={state} state={state} count={count} />
    ))}
  </span>
);
