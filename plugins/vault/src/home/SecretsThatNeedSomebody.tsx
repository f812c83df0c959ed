import {
  identityApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { useLiveRead } from '@idp/live-react';
import { entityName } from '@idp/parts-react';
import { vaultSignalChannel } from '@idp/plugin-vault-common';
import { vaultApiRef } from '../api';
import styles from '../entity/Rows.module.css';
import { rowId } from '../list/rowId';
import {
  ReadNotices,
  FindingStatus,
  RotationStatus,
  useSecretHref,
} from '../parts';
import { rootRouteRef } from '../routes';
import { vaultTranslationRef } from '../translation';
import { readMine } from './readMine';

const SHOWN = 5;

/** Which of the secrets that one's groups write are missing, do not arrive, or are too old; on the home page. */
export const SecretsThatNeedSomebody = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const api = useApi(vaultApiRef);
  const identityApi = useApi(identityApiRef);
  const hrefOf = useSecretHref();
  const list = useRouteRef(rootRouteRef);
  const read = useLiveRead(vaultSignalChannel, 'mine', async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return readMine(api, ownershipEntityRefs);
  });
  const { value } = read;
  const more = (value?.needs ?? 0) - SHOWN;
  return (
    <Flex direction="column" gap="3">
      <ReadNotices
        read={read}
        failed={t('failure.list')}
        loading={t('home.loading')}
        height={72}
      />
      {value?.items.length === 0 && (
        <Text as="p" color="secondary">
          {value.total > 0 ? t('home.fine') : t('home.nothing')}
        </Text>
      )}
      {value && value.items.length > 0 && (
        <ul className={styles.list} aria-label={t('home.label')}>
          {value.items.slice(0, SHOWN).map(row => {
            const { ref, entityRef, finding, vault } = row;
            const href = entityRef && hrefOf(entityRef, ref);
            return (
              <li key={rowId(row)} className={styles.row}>
                <div className={styles.head}>
                  <span className={styles.name}>
                    {href ? (
                      <Link href={href} weight="bold">
                        {ref.path}
                      </Link>
                    ) : (
                      <Text weight="bold">{ref.path}</Text>
                    )}
                  </span>
                  <span className={styles.states}>
                    <RotationStatus rotation={vault?.rotation} />
                    {finding !== 'ok' && <FindingStatus finding={finding} />}
                  </span>
                </div>
                <Text
                  as="p"
                  variant="body-small"
                  color="secondary"
                  className={styles.meta}
                >
                  {[
                    t('tab.server', { server: ref.server }),
                    entityRef && entityName(entityRef),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
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
