import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { ShortList, TitledCard } from '@idp/parts-react';
import { notLive, applicationId } from '../model/refs';
import { worstFirst } from '../model/order';
import { useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { ApplicationRow } from './ApplicationRow';
import { EntityNotices } from './EntityNotices';
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
    <TitledCard title={t('card.title')}>
      <Flex direction="column" gap="3">
        <EntityNotices {...{ entity, value, error, reload }} height={96} />
        {value && sorted.length > 0 && (
          <ShortList
            label={t('card.label')}
            items={sorted}
            most={SHOWN}
            more={count => t('card.more', { count })}
            all={{ href: tab, text: t('card.all') }}
          >
            {application => (
              <ApplicationRow
                key={applicationId(application.ref)}
                application={application}
                entityRef={entityRef}
                revisions={value.revisions}
                late={notLive(application.ref, value.instances)}
              />
            )}
          </ShortList>
        )}
      </Flex>
    </TitledCard>
  );
};
