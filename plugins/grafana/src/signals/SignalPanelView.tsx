import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ExternalLink, ground, Loading } from '@idp/parts-react';
import type { DeploymentMarker, SignalPanel } from '@idp/plugin-grafana-common';
import { lazy, Suspense, useId, useMemo } from 'react';
import { useValueText } from '../format';
import type { Range } from '../model/range';
import { FailureNotice } from '../parts';
import { grafanaTranslationRef } from '../translation';
import { chartDataOf } from './chartData';
import styles from './Signals.module.css';
import { useSignal } from './useSignal';

const Chart = lazy(() => import('../chart').then(m => ({ default: m.Chart })));

const HEIGHT = 288;

/** One panel: its chart, what could not be read of it, and the same question in Grafana. */
export const SignalPanelView = ({
  entityRef,
  panel,
  range,
  environments,
  markers,
  byWorkload = false,
}: {
  entityRef: string;
  panel: SignalPanel;
  range: Range;
  environments: string[];
  markers: readonly DeploymentMarker[];
  /** Its lines are the workloads of a tenant. */
  byWorkload?: boolean;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const heading = useId();
  const { value, error, reload } = useSignal(
    entityRef,
    panel.id,
    range,
    environments,
  );
  const text = useValueText(panel);
  const data = useMemo(
    () => value && chartDataOf(value, markers, environments),
    [value, markers, environments],
  );
  const title = t(`panel.${panel.id}`);
  const loading = (
    <Loading label={t('chart.loading', { title })} height={HEIGHT} />
  );
  return (
    <section
      aria-labelledby={heading}
      className={`${ground.panel} ${styles.panel}`}
    >
      <div>
        <Text as="h3" variant="title-x-small" id={heading}>
          {title}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {byWorkload ? t('panel.byWorkload') : t(`panel.about.${panel.id}`)}
        </Text>
      </div>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.chart', { title })}
          error={error}
          onRetry={reload}
        />
      )}
      {value?.sources
        .filter(({ state }) => state !== 'live')
        .map(({ name, kind, environment, reason }) => (
          <Text as="p" key={name} variant="body-small" role="status">
            {t(`sources.${kind}`, { environment })}: {reason}
          </Text>
        ))}
      {Object.entries(value?.cut ?? {}).map(([environment, count]) => (
        <Text as="p" key={environment} variant="body-small">
          {t('chart.cut', { environment, count })}
        </Text>
      ))}
      {!value && error === undefined && loading}
      {value && data && (
        <Suspense fallback={loading}>
          <Chart title={title} data={data} text={text}>
            {Object.entries(value.exploreUrls).map(([environment, url]) => (
              <ExternalLink
                key={environment}
                url={url}
                text={t('chart.explore', { environment })}
                label={t('chart.exploreOf', { title, environment })}
              />
            ))}
          </Chart>
        </Suspense>
      )}
    </section>
  );
};
