import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopySnippet, EmptyMessage } from '@idp/parts-react';
import {
  GRAFANA_ANNOTATIONS,
  type EntitySignals,
} from '@idp/plugin-grafana-common';
import { useMemo } from 'react';
import { useSignals } from '../api';
import { ReadNotices } from '../parts';
import { grafanaTranslationRef } from '../translation';
import { shownEnvironments } from './chartData';
import { Deployments } from './Deployments';
import { EnvironmentPicker } from './EnvironmentPicker';
import { RangePicker } from './RangePicker';
import { SignalPanelView } from './SignalPanelView';
import styles from './Signals.module.css';
import { useMarkers } from './useSignal';
import { useViewParams } from './useViewParams';

const NO_MARKERS: never[] = [];

const Panels = ({
  entityRef,
  value,
}: {
  entityRef: string;
  value: EntitySignals;
}) => {
  const { range, environments, setRange, setEnvironments } = useViewParams();
  const all = JSON.stringify(value.environments);
  const shown = useMemo(
    () => shownEnvironments(environments, JSON.parse(all), value.kind),
    [environments, all, value.kind],
  );
  const markers = useMarkers(entityRef, range, shown);
  return (
    <>
      <div className={styles.bar}>
        <RangePicker
          range={range}
          maxSeconds={value.limits.maxRangeSeconds}
          onChange={setRange}
        />
        <EnvironmentPicker
          environments={value.environments}
          shown={shown}
          onChange={setEnvironments}
        />
      </div>
      <div className={styles.panels}>
        {value.panels.map(panel => (
          <SignalPanelView
            key={panel.id}
            entityRef={entityRef}
            panel={panel}
            range={range}
            environments={shown}
            markers={markers.value?.markers ?? NO_MARKERS}
            byWorkload={value.kind === 'tenant'}
          />
        ))}
        <Deployments read={markers} />
      </div>
    </>
  );
};

/** The golden signals of an entity: a chart a panel, environments beside each other, deployments marked. */
export const SignalsView = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const read = useSignals(entityRef);
  const { value } = read;
  const forbidden = {
    title: t('forbidden.signalsTitle'),
    text: t('forbidden.signalsText'),
  };
  const allowed = value?.permissions.signals;
  return (
    <div className={styles.view}>
      <ReadNotices
        read={read}
        loading={t('signals.loading')}
        failed={t('failure.signals')}
        forbidden={forbidden}
        height={320}
      />
      {value && !allowed && <EmptyMessage {...forbidden} />}
      {value && allowed && value.panels.length === 0 && (
        <EmptyMessage
          title={t('signals.noneTitle')}
          text={t('signals.noneText')}
        >
          <CopySnippet
            label={t('problems.snippet')}
            text={`metadata:\n  annotations:\n    ${GRAFANA_ANNOTATIONS.namespace}: my-namespace\n    ${GRAFANA_ANNOTATIONS.workload}: my-workload`}
          />
        </EmptyMessage>
      )}
      {value &&
        allowed &&
        value.panels.length > 0 &&
        value.environments.length === 0 && (
          <EmptyMessage
            title={t('signals.noEnvironmentTitle')}
            text={t('signals.noEnvironmentText')}
          />
        )}
      {value &&
        allowed &&
        value.panels.length > 0 &&
        value.environments.length > 0 && (
          <Panels entityRef={entityRef} value={value} />
        )}
    </div>
  );
};
