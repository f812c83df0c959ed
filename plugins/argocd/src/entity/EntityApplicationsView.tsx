import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { worstFirst } from '../model/order';
import { applicationId, notLive } from '../model/refs';
import { argocdTranslationRef } from '../translation';
import { ApplicationPanel } from './ApplicationPanel';
import { EntityNotices } from './EntityNotices';
import { useEntityApplications } from './useEntityApplications';

/** Every Application of the entity in full, what is worst first. */
export const EntityApplicationsView = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { value, error, reload, entity, entityRef } = useEntityApplications();
  const sorted = worstFirst(value?.applications ?? [], application => ({
    sync: application.sync.status,
    health: application.health.status,
  }));
  return (
    <Flex direction="column" gap="4">
      <Flex direction="column" gap="1">
        <Text as="h2" variant="title-small">
          {t('title')}
        </Text>
        <Text as="p" color="secondary">
          {t('tab.intro')}
        </Text>
      </Flex>
      <EntityNotices {...{ entity, value, error, reload }} height={240} />
      {value &&
        sorted.map(application => (
          <ApplicationPanel
            key={applicationId(application.ref)}
            application={application}
            entityRef={entityRef}
            revisions={value.revisions}
            late={notLive(application.ref, value.instances)}
          />
        ))}
    </Flex>
  );
};
