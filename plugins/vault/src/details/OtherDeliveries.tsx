import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { Delivery, SourceState } from '@idp/plugin-vault-common';
import { notLive } from '../model/sources';
import { vaultTranslationRef } from '../translation';
import { DeliveryPanel } from './DeliveryPanel';

/** What of the entity comes from other stores than the Vaults that the portal knows; nothing where all comes from those. */
export const OtherDeliveries = ({
  deliveries,
  entityRef,
  sources,
  mayRefresh,
  onDone,
}: {
  deliveries: Delivery[];
  entityRef: string;
  sources: SourceState[];
  mayRefresh: boolean;
  onDone: () => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  if (deliveries.length === 0) return null;
  return (
    <Flex direction="column" gap="3">
      <Text as="h3" variant="title-x-small">
        {t('deliveries.other')}
      </Text>
      <Text as="p" color="secondary">
        {t('deliveries.otherText')}
      </Text>
      {deliveries.map(delivery => (
        <DeliveryPanel
          key={`${delivery.cluster}/${delivery.namespace}/${delivery.name}`}
          delivery={delivery}
          entityRef={entityRef}
          late={notLive(sources, 'cluster', delivery.cluster)}
          mayRefresh={mayRefresh}
          onDone={onDone}
        />
      ))}
    </Flex>
  );
};
