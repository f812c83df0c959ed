import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { PageFrame, Title } from '@idp/parts-react';
import { grafanaTranslationRef } from '../translation';
import { AllAlerts } from './AllAlerts';
import { Platform } from './Platform';

/** The alerts of all that one may see, and the platform itself where the configuration says which entity that is. */
export const ObservabilityPage = ({ platform }: { platform?: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  return (
    <PageFrame>
      <Flex direction="column" gap="6">
        <Title page title={t('title')} text={t('page.intro')} />
        <AllAlerts />
        {platform && <Platform entityRef={platform} />}
      </Flex>
    </PageFrame>
  );
};
