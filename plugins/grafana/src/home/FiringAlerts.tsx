import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { useOwnedRead } from '@idp/live-react';
import { entityName, LinkedName, Row, ShortList } from '@idp/parts-react';
import { grafanaSignalChannel } from '@idp/plugin-grafana-common';
import { grafanaApiRef } from '../api';
import { isWorrying } from '../model/states';
import { AlertCounts, BareReadNotices, useObservabilityHref } from '../parts';
import { rootRouteRef } from '../routes';
import { grafanaTranslationRef } from '../translation';
import { readOwned } from './readOwned';

const SHOWN = 5;

/** What of one's own has an alert, on the home page. */
export const FiringAlerts = () => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const api = useApi(grafanaApiRef);
  const catalogApi = useApi(catalogApiRef);
  const hrefOf = useObservabilityHref();
  const page = useRouteRef(rootRouteRef);
  const read = useOwnedRead(grafanaSignalChannel, refs =>
    readOwned({ catalogApi, api }, refs),
  );
  const { value } = read;
  return (
    <Flex direction="column" gap="3">
      <BareReadNotices
        read={read}
        failed={t('failure.list')}
        loading={t('home.loading')}
        height={72}
      />
      <ShortList
        label={t('home.label')}
        items={value?.items}
        none={value?.watched ? t('home.fine') : t('home.nothing')}
        most={SHOWN}
        more={count => t('home.more', { count })}
        all={{ href: page?.(), text: t('home.all') }}
      >
        {({ entityRef, summary }) => {
          const href = hrefOf(entityRef, 'alerts');
          const name = entityName(entityRef);
          const worrying = Object.fromEntries(
            Object.entries(summary.counts).filter(([state]) =>
              isWorrying(state as typeof summary.state),
            ),
          );
          return (
            <Row
              key={entityRef}
              name={<LinkedName href={href} name={name} />}
              states={<AlertCounts counts={worrying} />}
            />
          );
        }}
      </ShortList>
    </Flex>
  );
};
