import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import { useSecretHref } from '../parts';
import { vaultTranslationRef } from '../translation';
import { EntityNotices } from './EntityNotices';
import styles from './Rows.module.css';
import { SecretRowItem } from './SecretRowItem';
import { useEntitySecrets } from './useEntitySecrets';

/** More than fit beside an overview are in the tab. */
const SHOWN = 6;

/** The secrets of the entity whose page this is, in short. */
export const EntityVaultCard = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { value, error, reload, paths, entity, entityRef } = useEntitySecrets();
  const tab = useSecretHref()(entityRef);
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('card.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <EntityNotices {...{ entity, value, error, reload }} height={96} />
          {paths.length > 0 && (
            <ul className={styles.list} aria-label={t('card.label')}>
              {paths.slice(0, SHOWN).map(path => (
                <SecretRowItem
                  key={path.id}
                  path={path}
                  entityRef={entityRef}
                />
              ))}
            </ul>
          )}
          {paths.length > SHOWN && (
            <Text as="p" variant="body-small" color="secondary">
              {t('card.more', { count: paths.length - SHOWN })}
            </Text>
          )}
          {tab && paths.length > 0 && <Link href={tab}>{t('card.all')}</Link>}
        </Flex>
      </CardBody>
    </Card>
  );
};
