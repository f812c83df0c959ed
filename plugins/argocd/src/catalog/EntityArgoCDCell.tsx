import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { failureOf } from '@idp/parts-react';
import { Health, Sync, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './EntityArgoCDCell.module.css';
import { useSummary } from './useSummary';

const State = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { summary, error } = useSummary(entityRef);
  const href = useApplicationHref()(entityRef);
  if (summary === undefined || summary === null) {
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
  const states = (
    <span className={styles.states}>
      <Health status={summary.health} />
      <Sync status={summary.sync} />
    </span>
  );
  const title = t('column.applications', { count: summary.applications });
  return href ? (
    <Link href={href} title={title} className={styles.link}>
      {states}
    </Link>
  ) : (
    <span title={title}>{states}</span>
  );
};

/**
 * Sync and health of an entity, the worst of its Applications, for a column of a list. Rows that are shown together are
 * read in one request. Put one {@link ArgoCDFreshness} beside the list.
 *
 * @public
 */
export const EntityArgoCDCell = ({ entityRef }: { entityRef: string }) => (
  <div className={styles.cell}>
    <State entityRef={entityRef} />
  </div>
);
