import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Dashboard, EntityDashboards } from '@idp/plugin-grafana-common';
import { dashboardUrl } from '../dashboards/DashboardRow';
import type { Range } from '../model/range';
import { grafanaTranslationRef } from '../translation';
import styles from './Card.module.css';

const SHOWN = 4;
const RANGE: Range = { last: '6h' };

const idOf = ({ instance, uid }: Dashboard) => `${instance} ${uid}`;

/** The entity's own overview, then its other dashboards, as links. */
export const CardDashboards = ({
  value: { overview, dashboards, moreDashboards = 0 },
}: {
  value: EntityDashboards;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const all = [
    ...(overview ? [overview] : []),
    ...dashboards.filter(one => !overview || idOf(one) !== idOf(overview)),
  ];
  if (all.length === 0) return null;
  const more = all.length - SHOWN + moreDashboards;
  return (
    <div>
      <Text as="h3" variant="body-small" color="secondary">
        {t('card.dashboards')}
      </Text>
      <ul className={styles.links} aria-label={t('card.dashboards')}>
        {all.slice(0, SHOWN).map(dashboard => {
          const { title, environment } = dashboard;
          const url = dashboardUrl(dashboard, RANGE);
          return (
            <li key={idOf(dashboard)}>
              {url ? (
                <Link
                  href={url}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={t('dashboards.openOf', { title, environment })}
                >
                  {title}
                </Link>
              ) : (
                title
              )}{' '}
              <Text variant="body-small" color="secondary">
                {environment}
              </Text>
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('card.moreDashboards', { count: more })}
        </Text>
      )}
    </div>
  );
};
