import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { AlertsView } from '../alerts';
import { useAlerts } from '../api';
import { DashboardsView } from '../dashboards';
import { EntityLink } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Page.module.css';

/** Dashboards and alerts of the platform itself, which is an entity like others. */
export const Platform = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const heading = useId();
  const alerts = useAlerts(entityRef);
  return (
    <section aria-labelledby={heading} className={styles.platform}>
      <Text as="h2" variant="title-small" id={heading}>
        {t('page.platform')}{' '}
        <Text variant="body-small">
          <EntityLink entityRef={entityRef} />
        </Text>
      </Text>
      <div className={styles.halves}>
        <section aria-label={t('page.platformAlerts')}>
          <Text as="h3" variant="title-x-small">
            {t('alerts.title')}
          </Text>
          <AlertsView read={alerts} />
        </section>
        <section aria-label={t('page.platformDashboards')}>
          <Text as="h3" variant="title-x-small">
            {t('dashboards.title')}
          </Text>
          <DashboardsView entityRef={entityRef} />
        </section>
      </div>
    </section>
  );
};
