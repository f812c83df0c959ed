import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import {
  withTimeRange,
  type Dashboard,
  type DashboardBecause,
} from '@idp/plugin-grafana-common';
import type { ReactNode } from 'react';
import { grafanaRange, type Range } from '../model/range';
import { grafanaTranslationRef } from '../translation';
import styles from './Dashboards.module.css';

const BECAUSE = {
  selector: 'selector',
  uid: 'uid',
  folder: 'inFolder',
  convention: 'convention',
} as const satisfies Record<DashboardBecause, string>;

/** The address of a dashboard with the range that one looks at; undefined for what is no web address. */
export function dashboardUrl(
  { url }: Pick<Dashboard, 'url'>,
  range: Range,
): string | undefined {
  if (!url || !/^https?:\/\//i.test(url)) return undefined;
  return withTimeRange(url, grafanaRange(range));
}

/** A dashboard: where it is, what it is filed under, and why it stands here. */
export const DashboardRow = ({
  dashboard,
  range,
  children,
}: {
  dashboard: Dashboard;
  range: Range;
  /** What may be done with it. */
  children?: ReactNode;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { title, environment, folder, tags, updatedAt, because } = dashboard;
  const url = dashboardUrl(dashboard, range);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        {url ? (
          <Link
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            weight="bold"
            aria-label={t('dashboards.openOf', { title, environment })}
          >
            {title}
          </Link>
        ) : (
          <Text weight="bold">{title}</Text>
        )}
        <Text variant="body-small" color="secondary">
          {[
            environment,
            folder?.title ?? t('dashboards.noFolder'),
            t(`dashboards.${BECAUSE[because]}`),
          ].join(' · ')}
          {updatedAt && (
            <>
              {' · '}
              {t('dashboards.updated')} <Time iso={updatedAt} />
            </>
          )}
        </Text>
        {children}
      </div>
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label={t('dashboards.tags')}>
          {tags.map(tag => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
    </li>
  );
};
