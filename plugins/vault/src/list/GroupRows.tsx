import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReadNotices } from '../parts';
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
  return (
    <>
      <ReadNotices
        read={list}
        failed={t('failure.list')}
        loading={t('list.loading')}
        height={160}
      />
      {list.value && <SecretTable list={list} value={list.value} />}
    </>
  );
};
