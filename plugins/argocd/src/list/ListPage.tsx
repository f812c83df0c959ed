import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import {
  EmptyList,
  EmptyMessage,
  PageFrame,
  Title,
  useAddressFilters,
} from '@idp/parts-react';
import { InstanceNotices, ReadNotices } from '../parts';
import { argocdTranslationRef } from '../translation';
import { ApplicationTable } from './ApplicationTable';
import { Counts } from './Counts';
import { FilterBar } from './FilterBar';
import { filtersOf, isNarrowed, paramsOf, queryOf } from './filters';
import { Groups } from './Groups';
import { useApplicationList } from './useApplicationList';

/** All Applications of all instances that one may see, what is broken first. */
export const ListPage = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { filters, change, clear } = useAddressFilters(filtersOf, paramsOf);
  const list = useApplicationList(queryOf(filters));
  const { value, pending } = list;
  const none = value && !pending && value.counts.total === 0;
  return (
    <PageFrame>
      <Flex direction="column" gap="4">
        <Title page title={t('title')} text={t('list.intro')} />
        <FilterBar
          filters={filters}
          counts={value?.counts}
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
        {value && <InstanceNotices instances={value.instances} />}
        {value && value.counts.total > 0 && <Counts counts={value.counts} />}
        {value && value.counts.total > 0 && !filters.groupBy && (
          <ApplicationTable list={list} value={value} />
        )}
        {value && value.counts.total > 0 && filters.groupBy && (
          <Groups filters={filters} by={filters.groupBy} value={value} />
        )}
        {none && (
          <EmptyList
            narrowed={isNarrowed(filters)}
            none={{ title: t('list.none'), text: t('list.noneText') }}
            noMatch={{ title: t('list.noMatch'), text: t('list.noMatchText') }}
            onClear={clear}
          />
        )}
      </Flex>
    </PageFrame>
  );
};
