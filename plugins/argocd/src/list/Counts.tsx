import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ApplicationList } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';

/** How many there are, and how many of them somebody should look at; read out when a filter changes it. */
export const Counts = ({ counts }: { counts: ApplicationList['counts'] }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const broken = (counts.health.Degraded ?? 0) + (counts.health.Missing ?? 0);
  const drifted = counts.sync.OutOfSync ?? 0;
  return (
    <Text as="p" role="status" weight="bold">
      {[
        t('list.total', { count: counts.total }),
        broken > 0 && t('list.broken', { count: broken }),
        drifted > 0 && t('list.drifted', { count: drifted }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
};
