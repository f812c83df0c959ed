import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useBreakpoint } from '@backstage/ui';
import { PagedTable, type PagedRead } from '@idp/parts-react';
import type {
  ApplicationList,
  ApplicationRow,
} from '@idp/plugin-argocd-common';
import { FailureNotice, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { useColumns } from './columns';
import { rowId } from './useApplicationList';

export type Row = ApplicationRow & { id: string };

/** The rows that were read so far. */
export const ApplicationTable = ({
  list,
  value,
}: {
  list: PagedRead<ApplicationList>;
  value: ApplicationList;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { down } = useBreakpoint();
  const hrefOf = useApplicationHref();
  const columns = useColumns({
    instances: value.instances,
    narrow: down('md'),
  });
  return (
    <PagedTable
      label={t('title')}
      list={list}
      value={value}
      idOf={rowId}
      columns={columns}
      hrefOf={({ entityRef, ref }) => entityRef && hrefOf(entityRef, ref)}
      failure={
        <FailureNotice
          title={t('failure.more')}
          error={list.moreError}
          onRetry={list.more}
        />
      }
    />
  );
};
