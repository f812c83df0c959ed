import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useBreakpoint } from '@backstage/ui';
import { PagedTable, type PagedRead } from '@idp/parts-react';
import type { SecretList, SecretRow } from '@idp/plugin-vault-common';
import { FailureNotice, useSecretHref } from '../parts';
import { vaultTranslationRef } from '../translation';
import { useColumns } from './columns';
import { rowId } from './rowId';

export type Row = SecretRow & { id: string };

/** The rows that were read so far. */
export const SecretTable = ({
  list,
  value,
}: {
  list: PagedRead<SecretList>;
  value: SecretList;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { down } = useBreakpoint();
  const hrefOf = useSecretHref();
  const columns = useColumns({ sources: value.sources, narrow: down('md') });
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
