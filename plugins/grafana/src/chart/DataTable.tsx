import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import type { ValueText } from '../format';
import { grafanaTranslationRef } from '../translation';
import styles from './DataTable.module.css';
import { figuresOf, type Figures } from './figures';
import { lineName } from './lineName';
import type { ChartData } from './types';
import { useChartWords } from './useChartWords';

/** So many rows are shown at once. */
const ROWS = 60;

const FIGURES: Array<keyof Figures> = ['latest', 'least', 'mean', 'greatest'];

/** All that a chart shows, as a table: what each line comes to, then point by point, the newest first. */
export const DataTable = ({
  title,
  data,
  text,
}: {
  title: string;
  data: ChartData;
  text: (scale?: number) => ValueText;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const [rows, setRows] = useState(ROWS);
  const { lines, points, marks } = data;
  const { readingAt, write } = useChartWords(data, lines, text);
  const figures = lines.map(({ values }) => figuresOf(values));
  const shown = [...Array(Math.min(rows, points)).keys()].map(
    row => points - 1 - row,
  );
  return (
    <>
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <div
        role="region"
        aria-label={t('chart.table', { title })}
        tabIndex={0}
        className={styles.scroll}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('chart.time')}</th>
              {lines.map(line => (
                <th key={line.key} scope="col" className={styles.number}>
                  {lineName(line, lines)}
                </th>
              ))}
              {marks.length > 0 && (
                <th scope="col">{t('chart.deployments')}</th>
              )}
            </tr>
          </thead>
          <tbody className={styles.figures}>
            {FIGURES.map(one => (
              <tr key={one}>
                <th scope="row">{t(`chart.${one}`)}</th>
                {lines.map(({ key }, index) => (
                  <td key={key} className={styles.number}>
                    {figures[index]
                      ? write(figures[index]![one])
                      : t('chart.noValue')}
                  </td>
                ))}
                {marks.length > 0 && <td />}
              </tr>
            ))}
          </tbody>
          <tbody>
            {shown.map(point => {
              const reading = readingAt(point);
              return (
                <tr key={point}>
                  <th scope="row">{reading.when}</th>
                  {reading.values.map(({ line, value }) => (
                    <td key={line.key} className={styles.number}>
                      {value}
                    </td>
                  ))}
                  {marks.length > 0 && <td>{reading.marks.join(', ')}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
      {rows < points && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => setRows(rows + 4 * ROWS)}
        >
          {t('chart.moreRows', { count: points - rows })}
        </Button>
      )}
    </>
  );
};
