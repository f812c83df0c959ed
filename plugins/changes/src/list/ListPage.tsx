import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useLiveRead } from '@idp/live-react';
import { PageFrame } from '@idp/parts-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { useEffect, useRef } from 'react';
import { changesApiRef } from '../api';
import { changesTranslationRef } from '../translation';
import { ChangesList } from './ChangesList';
import { EmptyList } from './EmptyList';
import { FilterBar } from './FilterBar';
import { paramsOf } from './filters';
import { ListNotices } from './ListNotices';
import { Pages } from './Pages';
import { readList } from './readList';
import { useFilters } from './useFilters';

/** All changes, newest first. */
export const ListPage = () => {
  const { t } = useTranslationRef(changesTranslationRef);
  const api = useApi(changesApiRef);
  const identityApi = useApi(identityApiRef);
  const { filters, cursor, change, clear, goNewer, goOlder, newerIsNewest } =
    useFilters();
  const { value, error, pending, reload } = useLiveRead(
    changesSignalChannel,
    `${paramsOf(filters)}#${cursor ?? ''}`,
    () =>
      readList(api, filters, {
        cursor,
        signedIn: async () =>
          (await identityApi.getBackstageIdentity()).userEntityRef,
      }),
  );

  // Another page begins at its top; the button that led there may be gone.
  const heading = useRef<HTMLHeadingElement>(null);
  const page = useRef(cursor);
  useEffect(() => {
    if (page.current !== cursor) heading.current?.focus();
    page.current = cursor;
  }, [cursor]);

  return (
    <PageFrame>
      <Flex direction="column" gap="4">
        <Flex direction="column" gap="1">
          <Text as="h1" variant="title-medium" ref={heading} tabIndex={-1}>
            {t('title')}
          </Text>
          <Text as="p" color="secondary">
            {t('list.intro')}
          </Text>
        </Flex>
        <FilterBar filters={filters} onChange={change} />
        <ListNotices {...{ value, error, reload }} height={240} />
        {value && value.items.length > 0 && (
          <ChangesList
            changes={value.items}
            label={t('list.label')}
            busy={pending}
          />
        )}
        {value && value.items.length === 0 && value.nextCursor && (
          <Text as="p" color="secondary">
            {t('list.restOnNextPages')}
          </Text>
        )}
        {value && !pending && value.items.length === 0 && !value.nextCursor && (
          <EmptyList
            noneAtAll={value.noneAtAll}
            filters={filters}
            onClear={clear}
            onShowAll={() => change({ state: 'all' })}
          />
        )}
        {value && (
          <Pages
            onNewer={cursor ? goNewer : undefined}
            newerIsNewest={newerIsNewest}
            onOlder={
              value.nextCursor ? () => goOlder(value.nextCursor!) : undefined
            }
          />
        )}
      </Flex>
    </PageFrame>
  );
};
