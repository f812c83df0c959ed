import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import type { ValueText } from '../format';
import { momentText, useTimeWords } from '../time';
import { grafanaTranslationRef } from '../translation';
import { marksAt } from './figures';
import { lineName } from './lineName';
import type { ChartData, Line } from './types';

/** What a chart says at one of its points. */
export interface Reading {
  when: string;
  values: Array<{ line: Line; name: string; value: string }>;
  marks: string[];
}

/** The words of a chart: its times, and what it says at a point. */
export function useChartWords(
  data: ChartData,
  shown: Line[],
  text: (scale?: number) => ValueText,
) {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const words = useTimeWords();
  return useMemo(() => {
    const { start, stepMs, points, lines, marks } = data;
    const when = momentText(start, start + points * stepMs, words, {
      seconds: stepMs % 60_000 !== 0,
    });
    const write = text();
    const readingAt = (point: number): Reading => {
      const moment = start + point * stepMs;
      return {
        when: when(moment),
        values: shown.map(line => {
          const value = line.values[point];
          return {
            line,
            name: lineName(line, lines),
            value:
              typeof value === 'number' ? write(value) : t('chart.noValue'),
          };
        }),
        marks: marksAt(marks, moment, stepMs).map(({ environment, label }) =>
          t('chart.deployed', { label, environment }),
        ),
      };
    };
    return { words, when, write, readingAt };
  }, [data, shown, text, words, t]);
}

/** A reading in one sentence, for who hears it. */
export function spoken({ when, values, marks }: Reading): string {
  return [
    when,
    ...values.map(({ name, value }) => `${name} ${value}`),
    ...marks,
  ].join(', ');
}
