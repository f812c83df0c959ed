import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReadNotices } from '../parts';
import { argocdTranslationRef } from '../translation';
import { ApplicationTable } from './ApplicationTable';
import { queryOf, type Filters, type Grouping } from './filters';
import { useApplicationList } from './useApplicationList';

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
  const { t } = useTranslationRef(argocdTranslationRef);
  const list = useApplicationList({ ...queryOf(filters), [by]: [name] });
  return (
    <>
      <ReadNotices
        read={list}
        failed={t('failure.list')}
        loading={t('list.loading')}
        height={160}
      />
      {list.value && <ApplicationTable list={list} value={list.value} />}
    </>
  );
};
