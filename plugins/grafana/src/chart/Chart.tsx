import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useMemo, useState, type ReactNode } from 'react';
import type { ValueText } from '../format';
import { grafanaTranslationRef } from '../translation';
import styles from './Chart.module.css';
import { DataTable } from './DataTable';
import { greatest } from './layout';
import { Legend } from './Legend';
import { looksOf } from './looks';
import { Plot } from './Plot';
import type { ChartData } from './types';

/**
 * Lines over time, with gaps where nothing was measured and marks where something was deployed; and the same as a table.
 *
 * The data is not changed in place: another object is drawn anew.
 */
export const Chart = ({
  title,
  data,
  text,
  children,
}: {
  /** What is shown, for who does not see where the chart stands. */
  title: string;
  data: ChartData;
  /** How values are written. */
  text: (scale?: number) => ValueText;
  /** Further actions. */
  children?: ReactNode;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [asTable, setAsTable] = useState(false);
  const looks = useMemo(() => looksOf(data.lines), [data.lines]);
  const shown = useMemo(
    () => data.lines.filter(({ key }) => !hidden.has(key)),
    [data.lines, hidden],
  );
  const measured = useMemo(
    () => greatest(data.lines) !== undefined,
    [data.lines],
  );
  const toggle = (key: string) =>
    setHidden(before => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <figure aria-label={title} className={styles.chart}>
      {measured ? (
        <>
          <Legend
            title={title}
            lines={data.lines}
            looks={looks}
            hidden={hidden}
            write={text()}
            onToggle={toggle}
          />
          {asTable ? (
            <DataTable title={title} data={data} text={text} />
          ) : (
            <Plot {...{ title, data, shown, looks, text }} />
          )}
        </>
      ) : (
        <div className={styles.nothing}>
          <Text as="p" color="secondary">
            {t('chart.nothing')}
          </Text>
        </div>
      )}
      <div className={styles.actions}>
        {measured && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setAsTable(!asTable)}
          >
            {asTable ? t('chart.asChart') : t('chart.asTable')}
          </Button>
        )}
        {children}
      </div>
    </figure>
  );
};
