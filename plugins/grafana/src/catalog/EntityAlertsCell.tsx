import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { failureOf } from '@idp/parts-react';
import { countsInOrder, isWorrying, totalOf } from '../model/states';
import { AlertStateText, useObservabilityHref } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './EntityAlertsCell.module.css';
import { useSummary } from './useSummary';

const State = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { value, error } = useSummary(entityRef);
  const href = useObservabilityHref()(entityRef, 'alerts');
  if (!value) {
    if (error === undefined) return <span aria-hidden="true">–</span>;
    return (
      <Text
        variant="body-small"
        color="secondary"
        title={failureOf(error).message}
      >
        {t('failure.summaries')}
      </Text>
    );
  }
  const worrying = countsInOrder(value.counts).filter(([state]) =>
    isWorrying(state),
  );
  const states = (
    <span className={styles.states}>
      {worrying.slice(0, 2).map(([state, count]) => (
        <AlertStateText key={state} state={state} count={count} />
      ))}
      {worrying.length === 0 && <AlertStateText state={value.state} />}
    </span>
  );
  const title = t('column.rules', { count: totalOf(value.counts) });
  return href ? (
    <Link href={href} title={title} className={styles.link}>
      {states}
    </Link>
  ) : (
    <span title={title}>{states}</span>
  );
};

/**
 * How many alerts of an entity somebody should look at, for a column of a list. Rows that are shown together are read in
 * one request. Put one {@link AlertsFreshness} beside the list.
 *
 * @public
 */
export const EntityAlertsCell = ({ entityRef }: { entityRef: string }) => (
  <div className={styles.cell}>
    <State entityRef={entityRef} />
  </div>
);
