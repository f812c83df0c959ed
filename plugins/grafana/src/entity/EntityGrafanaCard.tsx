import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { ground, isForbidden, TitledCard } from '@idp/parts-react';
import { lazy, Suspense } from 'react';
import { useAlerts, useDashboards, useSignals } from '../api';
import { ReadNotices, useObservabilityHref } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Card.module.css';
import { CardAlerts } from './CardAlerts';
import { CardDashboards } from './CardDashboards';

const GoldenNumbers = lazy(() =>
  import('./GoldenNumbers').then(m => ({ default: m.GoldenNumbers })),
);

/** Alerts, the last hour in numbers, and dashboards of the entity whose page this is. */
export const EntityGrafanaCard = () => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const alerts = useAlerts(entityRef);
  const dashboards = useDashboards(entityRef);
  const signals = useSignals(entityRef);
  const tab = useObservabilityHref()(entityRef);
  return (
    <TitledCard title={t('card.title')}>
      <div className={`${ground.legible} ${styles.card}`}>
        <ReadNotices
          read={alerts}
          loading={t('card.loading')}
          failed={t('failure.alerts')}
        />
        {alerts.value && <CardAlerts value={alerts.value} />}
        {signals.value?.permissions.signals && (
          <Suspense fallback={null}>
            <GoldenNumbers entityRef={entityRef} signals={signals.value} />
          </Suspense>
        )}
        {/* Whoever may not see the alerts may not see the dashboards, and is told so once. */}
        {dashboards.error !== undefined &&
          !isForbidden(dashboards.error) &&
          alerts.error === undefined && (
            <ReadNotices
              read={dashboards}
              loading={t('dashboards.loading')}
              failed={t('failure.dashboards')}
            />
          )}
        {dashboards.value && <CardDashboards value={dashboards.value} />}
        {tab && <Link href={tab}>{t('card.all')}</Link>}
      </div>
    </TitledCard>
  );
};
