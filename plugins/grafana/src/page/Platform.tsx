import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { DashboardsView } from '../dashboards';
import { EntityLink } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Page.module.css';
import { PlatformAlerts } from './PlatformAlerts';

/** Dashboards and alerts of the platform itself, which is an entity like others. */
export const Platform = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const heading = useId();
  const dashboards = useId();
  return (
    <section aria-labelledby={heading} className={styles.platform}>
      <Text as="h2" variant="title-small" id={heading}>
        {t('page.platform')}{' '}
        <Text variant="body-small">
          <EntityLink entityRef={entityRef} />
        </Text>
      </Text>
      <div className={styles.halves}>
        <PlatformAlerts entityRef={entityRef} />
        <section aria-labelledby={dashboards}>
          <Text as="h3" variant="title-x-small" id={dashboards}>
            {t('page.platformDashboards')}
          </Text>
          <DashboardsView entityRef={entityRef} />
        </section>
      </div>
    </section>
  );
};
