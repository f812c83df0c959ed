import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SummaryCell } from '@idp/parts-react';
import type { EntitySummaries } from '@idp/plugin-grafana-common';
import { countsInOrder, isWorrying, totalOf } from '../model/states';
import { AlertStateText, useObservabilityHref } from '../parts';
import { grafanaTranslationRef } from '../translation';
import { useSummary } from './useSummary';

const States = ({
  summary: { state, counts },
}: {
  summary: EntitySummaries['items'][string];
}) => {
  const worrying = countsInOrder(counts).filter(([one]) => isWorrying(one));
  if (worrying.length === 0) return <AlertStateText state={state} />;
  return (
    <>
      {worrying.slice(0, 2).map(([one, count]) => (
        <AlertStateText key={one} state={one} count={count} />
      ))}
    </>
  );
};

/**
 * How many alerts of an entity somebody should look at, for a column of a list. Rows that are shown together are read in
 * one request. Put one {@link AlertsFreshness} beside the list.
 *
 * @public
 */
export const EntityAlertsCell = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const row = useSummary(entityRef);
  const href = useObservabilityHref()(entityRef, 'alerts');
  const { value } = row;
  return (
    <SummaryCell
      row={row}
      failed={t('failure.summaries')}
      minWidth="7rem"
      href={href}
      title={
        value ? t('column.rules', { count: totalOf(value.counts) }) : undefined
      }
    >
      {value && <States summary={value} />}
    </SummaryCell>
  );
};
