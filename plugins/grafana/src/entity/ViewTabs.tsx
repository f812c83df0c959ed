import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tab, TabList, TabPanel, Tabs, VisuallyHidden } from '@backstage/ui';
import { Loading } from '@idp/parts-react';
import { lazy, Suspense } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { useAlerts } from '../api';
import { countsInOrder, isWorrying } from '../model/states';
import { VIEWS, type View } from '../model/views';
import { useObservabilityHref } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './ViewTabs.module.css';

const SignalsView = lazy(() =>
  import('../signals').then(m => ({ default: m.SignalsView })),
);
const AlertsView = lazy(() =>
  import('../alerts').then(m => ({ default: m.AlertsView })),
);
const LogsView = lazy(() =>
  import('../logs').then(m => ({ default: m.LogsView })),
);
const DashboardsView = lazy(() =>
  import('../dashboards').then(m => ({ default: m.DashboardsView })),
);

/** The views of an entity; which of them, and of what range, stands in the address. */
export const ViewTabs = ({
  entityRef,
  view,
  embed,
}: {
  entityRef: string;
  view: View;
  embed: boolean;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const navigate = useNavigate();
  const { search } = useLocation();
  const hrefOf = useObservabilityHref();
  const alerts = useAlerts(entityRef);
  const worrying = countsInOrder(alerts.value?.counts ?? {})
    .filter(([state]) => isWorrying(state))
    .reduce((sum, [, count]) => sum + count, 0);
  const open = (key: View) => {
    const href = hrefOf(entityRef, key);
    // What one looks at goes along: from errors to the lines of that time.
    if (href && key !== view) navigate(`${href}${search}`);
  };
  return (
    <Tabs
      selectedKey={view}
      onSelectionChange={key => open(key as View)}
      className={styles.tabs}
    >
      <TabList aria-label={t('view.label')}>
        {VIEWS.map(one => (
          <Tab key={one} id={one}>
            {one === 'alerts' && worrying > 0
              ? t('view.alertsCount', { total: String(worrying) })
              : t(`view.${one}`)}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={view} className={styles.panel}>
        <VisuallyHidden>
          <h2>{t(`view.${view}`)}</h2>
        </VisuallyHidden>
        <Suspense fallback={<Loading label={t('view.loading')} height={320} />}>
          {view === 'signals' && <SignalsView entityRef={entityRef} />}
          {view === 'alerts' && <AlertsView read={alerts} />}
          {view === 'logs' && <LogsView entityRef={entityRef} />}
          {view === 'dashboards' && (
            <DashboardsView entityRef={entityRef} embed={embed} />
          )}
        </Suspense>
      </TabPanel>
    </Tabs>
  );
};
