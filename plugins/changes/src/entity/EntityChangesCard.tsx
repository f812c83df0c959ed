import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { TitledCard } from '@idp/parts-react';
import { changesTranslationRef } from '../translation';
import { OpenChangesList } from './OpenChangesList';

/** The open changes of the entity whose page this is. */
export const EntityChangesCard = () => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { entity } = useEntity();
  return (
    <TitledCard title={t('entity.cardTitle')}>
      <OpenChangesList
        query={{
          state: 'open',
          entityRef: stringifyEntityRef(entity),
          limit: 5,
        }}
        label={t('entity.cardTitle')}
        empty={t('entity.empty')}
        compact
      />
    </TitledCard>
  );
};
