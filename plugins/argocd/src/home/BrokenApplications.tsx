import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { useOwnedRead } from '@idp/live-react';
import { entityName, LinkedName, Row, ShortList } from '@idp/parts-react';
import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { Health, ReadNotices, Sync, useApplicationHref } from '../parts';
import { rootRouteRef } from '../routes';
import { argocdTranslationRef } from '../translation';
import { readOwned } from './readOwned';

const SHOWN = 5;

/** What of one's own is broken or differs from Git, on the home page. */
export const BrokenApplications = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const catalogApi = useApi(catalogApiRef);
  const hrefOf = useApplicationHref();
  const list = useRouteRef(rootRouteRef);
  const read = useOwnedRead(argocdSignalChannel, refs =>
    readOwned({ catalogApi, api }, refs),
  );
  const { value } = read;
  return (
    <Flex direction="column" gap="3">
      <ReadNotices
        read={read}
        failed={t('failure.list')}
        loading={t('home.loading')}
        height={72}
      />
      <ShortList
        label={t('home.label')}
        items={value?.items}
        none={value?.owned ? t('home.fine') : t('home.nothing')}
        most={SHOWN}
        more={count => t('home.more', { count })}
        all={{ href: list?.(), text: t('home.all') }}
      >
        {({ entityRef, summary }) => {
          const href = hrefOf(entityRef);
          const name = entityName(entityRef);
          return (
            <Row
              key={entityRef}
              name={<LinkedName href={href} name={name} />}
              states={
                <>
                  <Sync status={summary.sync} />
                  <Health status={summary.health} />
                </>
              }
            />
          );
        }}
      </ShortList>
    </Flex>
  );
};
