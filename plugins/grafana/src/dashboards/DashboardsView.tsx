import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CopySnippet, EmptyMessage, ground } from '@idp/parts-react';
import {
  GRAFANA_ANNOTATIONS,
  type Dashboard,
} from '@idp/plugin-grafana-common';
import { useDashboards } from '../api';
import { BoxedList, ReadNotices } from '../parts';
import { useViewParams } from '../signals/useViewParams';
import { grafanaTranslationRef } from '../translation';
import { DashboardRow } from './DashboardRow';
import styles from './Dashboards.module.css';
import { EmbeddedDashboard } from './EmbeddedDashboard';

const idOf = ({ instance, uid }: Dashboard) => `${instance} ${uid}`;

/** The dashboards of an entity, each a link with its variables and the range that one looks at. */
export const DashboardsView = ({
  entityRef,
  embed = false,
}: {
  entityRef: string;
  /** Whether the overview may be shown within the page, by Grafana itself. */
  embed?: boolean;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { range } = useViewParams();
  const read = useDashboards(entityRef);
  const { value } = read;
  const overview = value?.overview;
  const others =
    value?.dashboards.filter(
      one => !overview || idOf(one) !== idOf(overview),
    ) ?? [];
  const none = value && !overview && others.length === 0;
  return (
    <div className={`${ground.legible} ${styles.view}`}>
      <ReadNotices
        read={read}
        loading={t('dashboards.loading')}
        failed={t('failure.dashboards')}
        height={240}
      />
      {none && (
        <EmptyMessage
          title={t('dashboards.none')}
          text={t('dashboards.noneText')}
        >
          <CopySnippet
            label={t('problems.snippet')}
            text={`metadata:\n  annotations:\n    ${GRAFANA_ANNOTATIONS.dashboardSelector}: my-tag`}
          />
          <Text as="p" variant="body-small" color="secondary">
            {t('dashboards.alternative', {
              uid: <code>{GRAFANA_ANNOTATIONS.dashboardUid}</code>,
              folder: <code>{GRAFANA_ANNOTATIONS.dashboardFolder}</code>,
              instance: <code>{GRAFANA_ANNOTATIONS.hostId}</code>,
            })}
          </Text>
        </EmptyMessage>
      )}
      {overview && (
        <BoxedList aria-label={t('dashboards.overview')}>
          <DashboardRow dashboard={overview} range={range}>
            {embed && <EmbeddedDashboard dashboard={overview} range={range} />}
          </DashboardRow>
        </BoxedList>
      )}
      {others.length > 0 && (
        <BoxedList aria-label={t('dashboards.list')}>
          {others.map(dashboard => (
            <DashboardRow
              key={idOf(dashboard)}
              dashboard={dashboard}
              range={range}
            />
          ))}
        </BoxedList>
      )}
      {value?.moreDashboards !== undefined && value.moreDashboards > 0 && (
        <Text as="p" color="secondary">
          {t('dashboards.more', { count: value.moreDashboards })}
        </Text>
      )}
    </div>
  );
};
