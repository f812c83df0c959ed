import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { PageFrame } from '@idp/parts-react';
import { grafanaTranslationRef } from '../translation';
import { AllAlerts } from './AllAlerts';
import { Platform } from './Platform';

/** The alerts of all that one may see, and the platform itself where the configuration says which entity that is. */
export const ObservabilityPage = ({ platform }: { platform?: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  return (
    <PageFrame>
      <Flex direction="column" gap="6">
        <Flex direction="column" gap="1">
          <Text as="h1" variant="title-medium">
            {t('title')}
          </Text>
          <Text as="p" color="secondary">
            {t('page.intro')}
          </Text>
        </Flex>
        <AllAlerts />
        {platform && <Platform entityRef={platform} />}
      </Flex>
    </PageFrame>
  );
};
