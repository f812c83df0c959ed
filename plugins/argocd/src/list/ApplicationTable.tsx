import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useBreakpoint } from '@backstage/ui';
import { PagedTable, type PagedRead } from '@idp/parts-react';
import type {
  ApplicationList,
  ApplicationRow,
} from '@idp/plugin-argocd-common';
import { useMemo } from 'react';
import { applicationId } from '../model/refs';
import { FailureNotice, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { useColumns } from './columns';

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
  const rows = useMemo<Row[]>(
    () => value.items.map(row => ({ ...row, id: applicationId(row.ref) })),
    [value.items],
  );
  return (
    <PagedTable
      label={t('title')}
      list={list}
      rows={rows}
      hasMore={value.nextCursor !== undefined}
      total={value.counts.total}
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
