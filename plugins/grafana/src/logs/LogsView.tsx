import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyMessage } from '@idp/parts-react';
import { useSignals } from '../api';
import { ReadNotices } from '../parts';
import { EnvironmentPicker } from '../signals/EnvironmentPicker';
import { RangePicker } from '../signals/RangePicker';
import { useViewParams } from '../signals/useViewParams';
import { grafanaTranslationRef } from '../translation';
import { Lines } from './Lines';
import styles from './Logs.module.css';

/** The last lines that an entity wrote, in one environment. */
export const LogsView = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { range, environments, setRange, setEnvironments } = useViewParams();
  const read = useSignals(entityRef);
  const { value } = read;
  const all = value?.logEnvironments ?? [];
  const environment = all.find(one => environments.includes(one)) ?? all[0];
  const forbidden = {
    title: t('forbidden.logsTitle'),
    text: t('forbidden.logsText'),
  };
  const allowed = value?.permissions.logs;
  return (
    <div className={styles.view}>
      <ReadNotices
        read={read}
        loading={t('logs.loading')}
        failed={t('failure.logs')}
        forbidden={forbidden}
        height={440}
      />
      {value && !allowed && <EmptyMessage {...forbidden} />}
      {value && allowed && !environment && (
        <EmptyMessage
          title={t('logs.noneHere')}
          text={t('logs.noneHereText')}
        />
      )}
      {value && allowed && environment && (
        <>
          <div className={styles.bar}>
            <RangePicker
              range={range}
              maxSeconds={value.limits.maxLogRangeSeconds}
              onChange={setRange}
            />
            <EnvironmentPicker
              environments={all}
              shown={[environment]}
              several={false}
              onChange={setEnvironments}
            />
          </div>
          <Lines
            key={environment}
            entityRef={entityRef}
            environment={environment}
            range={range}
            byWorkload={value.kind === 'tenant'}
          />
        </>
      )}
    </div>
  );
};
