import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { useLiveRead } from '@idp/live-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { changesApiRef, type ChangeQuery } from '../api';
import { ChangesList } from '../list/ChangesList';
import { ListNotices } from '../list/ListNotices';
import { rootRouteRef } from '../routes';
import { changesTranslationRef } from '../translation';

/** The newest changes that fit, live, with the way to all of them. */
export const OpenChangesList = ({
  query,
  label,
  empty,
  compact,
}: {
  query: ChangeQuery;
  label: string;
  /** Said where there is none. */
  empty: string;
  compact?: boolean;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const api = useApi(changesApiRef);
  const list = useRouteRef(rootRouteRef);
  const { value, error, pending, reload } = useLiveRead(
    changesSignalChannel,
    JSON.stringify(query),
    () => api.listChanges(query),
  );
  const params = new URLSearchParams({
    ...(query.entityRef && { state: 'all', entityRef: query.entityRef }),
  }).toString();
  return (
    <Flex direction="column" gap="3">
      <ListNotices {...{ value, error, reload }} height={72} />
      {value?.items.length === 0 && (
        <Text as="p" color="secondary">
          {empty}
        </Text>
      )}
      {value && value.items.length > 0 && (
        <ChangesList
          changes={value.items}
          label={label}
          busy={pending}
          compact={compact}
        />
      )}
      {list && (
        <Link href={params ? `${list()}?${params}` : list()}>
          {t('entity.all')}
        </Link>
      )}
    </Flex>
  );
};
