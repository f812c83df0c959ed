import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Loading } from '@idp/parts-react';
import { FailureNotice } from '../parts';
import { vaultTranslationRef } from '../translation';
import { queryOf, type Filters, type Grouping } from './filters';
import { SecretTable } from './SecretTable';
import { useSecretList } from './useSecretList';

/** The rows of one group. */
export const GroupRows = ({
  filters,
  by,
  name,
}: {
  filters: Filters;
  by: Grouping;
  name: string;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const list = useSecretList({ ...queryOf(filters), [by]: [name] });
  const { value, error, reload } = list;
  return (
    <>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.list')}
          error={error}
          onRetry={reload}
        />
      )}
      {value && <SecretTable list={list} value={value} />}
      {!value && error === undefined && (
        <Loading label={t('list.loading')} height={160} />
      )}
    </>
  );
};
