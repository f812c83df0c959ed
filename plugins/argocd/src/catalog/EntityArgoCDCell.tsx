import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SummaryCell } from '@idp/parts-react';
import { Health, Sync, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { useSummary } from './useSummary';

/**
 * Sync and health of an entity, the worst of its Applications, for a column of a list. Rows that are shown together are
 * read in one request. Put one {@link ArgoCDFreshness} beside the list.
 *
 * @public
 */
export const EntityArgoCDCell = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const row = useSummary(entityRef);
  const href = useApplicationHref()(entityRef);
  const { value } = row;
  return (
    <SummaryCell
      row={row}
      failed={t('failure.summaries')}
      minWidth="7.5rem"
      href={href}
      title={
        value
          ? t('column.applications', { count: value.applications })
          : undefined
      }
    >
      {value && (
        <>
          <Health status={value.health} />
          <Sync status={value.sync} />
        </>
      )}
    </SummaryCell>
  );
};
