import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { EntitySignals, SignalPanel } from '@idp/plugin-grafana-common';
import { figuresOf } from '../chart/figures';
import { useValueText } from '../format';
import { headlineOf } from '../model/headline';
import type { Range } from '../model/range';
import { useSignal } from '../signals/useSignal';
import { grafanaTranslationRef } from '../translation';
import styles from './Golden.module.css';
import { Sparkline } from './Sparkline';

const LAST_HOUR: Range = { last: '1h' };
const PANELS = 3;

const Row = ({
  entityRef,
  panel,
  environments,
}: {
  entityRef: string;
  panel: SignalPanel;
  environments: string[];
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { value, error } = useSignal(
    entityRef,
    panel.id,
    LAST_HOUR,
    environments,
  );
  const write = useValueText(panel)();
  return (
    <tr>
      <th scope="row">{t(`panel.${panel.id}`)}</th>
      {environments.map(environment => {
        const values = value && headlineOf(panel.id, value.series, environment);
        const figures = values && figuresOf(values);
        return (
          <td key={environment}>
            {figures ? (
              <span className={styles.number}>
                <Text weight="bold">{write(figures.latest)}</Text>
                <Sparkline values={values} />
                <VisuallyHidden>
                  {t('card.most', { value: write(figures.greatest) })}
                </VisuallyHidden>
              </span>
            ) : (
              <Text color="secondary">
                {value || error !== undefined ? t('chart.noValue') : '…'}
              </Text>
            )}
          </td>
        );
      })}
    </tr>
  );
};

/** The last hour in a few numbers, by environment. */
export const GoldenNumbers = ({
  entityRef,
  signals: { panels, environments },
}: {
  entityRef: string;
  signals: EntitySignals;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const shown = panels
    .filter(({ signal }) => signal !== 'saturation')
    .slice(0, PANELS);
  if (shown.length === 0 || environments.length === 0) return null;
  return (
    <div className={styles.scroll}>
      <table className={styles.golden}>
        <thead>
          <tr>
            <th scope="col">{t('card.signals')}</th>
            {environments.map(environment => (
              <th key={environment} scope="col">
                {environment}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(panel => (
            <Row
              key={panel.id}
              entityRef={entityRef}
              panel={panel}
              environments={environments}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};
