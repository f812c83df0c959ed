import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyList, EmptyMessage, useAddressFilters } from '@idp/parts-react';
import { Freshness, ReadNotices, SourcesNotices } from '../parts';
import { vaultTranslationRef } from '../translation';
import { Counts } from './Counts';
import { FilterBar } from './FilterBar';
import { filtersOf, isNarrowed, paramsOf, queryOf } from './filters';
import { Groups } from './Groups';
import { SecretTable } from './SecretTable';
import { useSecretList } from './useSecretList';

/** All secrets that one may see, over all Vaults, what needs somebody first. */
export const ListPage = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { filters, change, clear } = useAddressFilters(filtersOf, paramsOf);
  const list = useSecretList(queryOf(filters));
  const { value, pending } = list;
  const some = value && value.counts.total > 0;
  return (
    <>
      <FilterBar
        filters={filters}
        value={value}
        onChange={change}
        onClear={clear}
      />
      <ReadNotices
        read={list}
        failed={t('failure.list')}
        forbidden={
          <EmptyMessage
            page
            title={t('forbidden.title')}
            text={t('forbidden.text')}
          />
        }
        loading={t('list.loading')}
        height={360}
      />
      {value && <SourcesNotices sources={value.sources} />}
      {some && <Counts counts={value.counts} />}
      {some && !filters.groupBy && <SecretTable list={list} value={value} />}
      {some && filters.groupBy && (
        <Groups filters={filters} by={filters.groupBy} value={value} />
      )}
      {value && !some && !pending && (
        <EmptyList
          narrowed={isNarrowed(filters)}
          none={{ title: t('list.none'), text: t('list.noneText') }}
          noMatch={{ title: t('list.noMatch'), text: t('list.noMatchText') }}
          onClear={clear}
        />
      )}
      {value && <Freshness sources={value.sources} />}
    </>
  );
};
