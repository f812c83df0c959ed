import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { Title } from '@idp/parts-react';
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
      <Title title={t('title')} text={t('tab.intro')} />
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
