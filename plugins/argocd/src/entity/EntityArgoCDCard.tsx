import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import { notLive, applicationId } from '../model/refs';
import { worstFirst } from '../model/order';
import { useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { ApplicationRow } from './ApplicationRow';
import { EntityNotices } from './EntityNotices';
import styles from './Rows.module.css';
import { useEntityApplications } from './useEntityApplications';

/** More than fit beside an overview are in the tab. */
const SHOWN = 6;

/** The Applications of the entity whose page this is, in short. */
export const EntityArgoCDCard = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { value, error, reload, entity, entityRef } = useEntityApplications();
  const tab = useApplicationHref()(entityRef);
  const sorted = worstFirst(value?.applications ?? [], application => ({
    sync: application.sync.status,
    health: application.health.status,
  }));
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
          {value && sorted.length > 0 && (
            <ul className={styles.list} aria-label={t('card.label')}>
              {sorted.slice(0, SHOWN).map(application => (
                <ApplicationRow
                  key={applicationId(application.ref)}
                  application={application}
                  entityRef={entityRef}
                  revisions={value.revisions}
                  late={notLive(application.ref, value.instances)}
                />
              ))}
            </ul>
          )}
          {sorted.length > SHOWN && (
            <Text as="p" variant="body-small" color="secondary">
              {t('card.more', { count: sorted.length - SHOWN })}
            </Text>
          )}
          {tab && sorted.length > 0 && <Link href={tab}>{t('card.all')}</Link>}
        </Flex>
      </CardBody>
    </Card>
  );
};
