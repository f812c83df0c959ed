import {
  identityApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Flex, Link, Text } from '@backstage/ui';
import { useLiveRead } from '@idp/live-react';
import { entityName } from '@idp/parts-react';
import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import styles from '../entity/Rows.module.css';
import { ReadNotices, Health, Sync, useApplicationHref } from '../parts';
import { rootRouteRef } from '../routes';
import { argocdTranslationRef } from '../translation';
import { readOwned } from './readOwned';

const SHOWN = 5;

/** What of one's own is broken or differs from Git, on the home page. */
export const BrokenApplications = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const hrefOf = useApplicationHref();
  const list = useRouteRef(rootRouteRef);
  const read = useLiveRead(argocdSignalChannel, 'owned', async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return readOwned({ catalogApi, api }, ownershipEntityRefs);
  });
  const { value } = read;
  const more = (value?.items.length ?? 0) - SHOWN;
  return (
    <Flex direction="column" gap="3">
      <ReadNotices
        read={read}
        failed={t('failure.list')}
        loading={t('home.loading')}
        height={72}
      />
      {value && value.items.length === 0 && (
        <Text as="p" color="secondary">
          {value.owned > 0 ? t('home.fine') : t('home.nothing')}
        </Text>
      )}
      {value && value.items.length > 0 && (
        <ul className={styles.list} aria-label={t('home.label')}>
          {value.items.slice(0, SHOWN).map(({ entityRef, summary }) => {
            const href = hrefOf(entityRef);
            const name = entityName(entityRef);
            return (
              <li key={entityRef} className={styles.row}>
                <div className={styles.head}>
                  <span className={styles.name}>
                    {href ? (
                      <Link href={href} weight="bold">
                        {name}
                      </Link>
                    ) : (
                      <Text weight="bold">{name}</Text>
                    )}
                  </span>
                  <span className={styles.states}>
                    <Sync status={summary.sync} />
                    <Health status={summary.health} />
                  </span>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {more > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('home.more', { count: more })}
        </Text>
      )}
      {list && <Link href={list()}>{t('home.all')}</Link>}
    </Flex>
  );
};
