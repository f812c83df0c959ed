import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { changesTranslationRef } from '../translation';
import { OpenChangesList } from './OpenChangesList';

/** The open changes of the entity whose page this is. */
export const EntityChangesCard = () => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { entity } = useEntity();
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('entity.cardTitle')}
        </Text>
      </CardHeader>
      <CardBody>
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
      </CardBody>
    </Card>
  );
};
