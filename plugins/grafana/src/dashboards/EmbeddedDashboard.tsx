import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { Dashboard } from '@idp/plugin-grafana-common';
import { useState } from 'react';
import type { Range } from '../model/range';
import { grafanaTranslationRef } from '../translation';
import { dashboardUrl } from './DashboardRow';
import styles from './Dashboards.module.css';

/** The dashboard without Grafana's frame, in the portal's colours. */
export function embedUrl(url: string, theme: 'light' | 'dark'): string {
  const address = new URL(url);
  address.searchParams.set('kiosk', '');
  address.searchParams.set('theme', theme);
  return address.toString();
}

const themeNow = () =>
  document.body.dataset.themeMode === 'dark' ? 'dark' : 'light';

/**
 * A dashboard shown by Grafana itself, for installations whose Grafana allows it. Nothing is loaded before somebody asks
 * for it: a Grafana that wants people to sign in would answer each page view with its form.
 */
export const EmbeddedDashboard = ({
  dashboard,
  range,
}: {
  dashboard: Dashboard;
  range: Range;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const [shown, setShown] = useState(false);
  const url = dashboardUrl(dashboard, range);
  if (!url) return null;
  return (
    <div className={styles.embed}>
      <Button
        size="small"
        variant="secondary"
        aria-expanded={shown}
        onPress={() => setShown(!shown)}
      >
        {shown ? t('dashboards.unembed') : t('dashboards.embed')}
      </Button>
      {shown && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t('dashboards.embedHint')}
          </Text>
          <iframe
            title={t('dashboards.embedded', { title: dashboard.title })}
            src={embedUrl(url, themeNow())}
            referrerPolicy="no-referrer"
            sandbox="allow-scripts allow-same-origin allow-forms"
            className={styles.frame}
          />
        </>
      )}
    </div>
  );
};
