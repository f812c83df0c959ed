import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { changesTranslationRef } from '../translation';
import { OpenChangesList } from './OpenChangesList';

/** The open changes of the entity whose page this is, in full. */
export const EntityChangesContent = () => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { entity } = useEntity();
  return (
    <Flex direction="column" gap="3">
      <Text as="h2" variant="title-small">
        {t('entity.cardTitle')}
      </Text>
      <OpenChangesList
        query={{
          state: 'open',
          entityRef: stringifyEntityRef(entity),
          limit: 100,
        }}
        label={t('entity.cardTitle')}
        empty={t('entity.empty')}
      />
    </Flex>
  );
};
