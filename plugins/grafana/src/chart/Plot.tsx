import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useMemo,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import type { ValueText } from '../format';
import { grafanaTranslationRef } from '../translation';
import { Axes } from './Axes';
import styles from './Chart.module.css';
import { Cursor } from './Cursor';
import { pointAfter } from './keys';
import { layoutOf, pointAt } from './layout';
import { Lines } from './Lines';
import type { Look } from './looks';
import { Marks } from './Marks';
import { Readout } from './Readout';
import type { ChartData, Line } from './types';
import { spoken, useChartWords } from './useChartWords';
import { useWidth } from './useWidth';

const HEIGHT = 220;

/**
 * The drawing. It is read like a slider: by pointing at it, and by arrow keys, which say what stands at each moment. Only
 * what is under the pointer is drawn anew while it moves.
 */
export const Plot = ({
  title,
  data,
  shown,
  looks,
  text,
}: {
  title: string;
  data: ChartData;
  shown: Line[];
  looks: Map<string, Look>;
  text: (scale?: number) => ValueText;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { ref, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number>();
  const { words, readingAt } = useChartWords(data, shown, text);
  const layout = useMemo(
    () =>
      layoutOf(data, shown, { width, height: HEIGHT }, (value, scale) =>
        text(scale)(value),
      ),
    [data, shown, width, text],
  );
  const labelOf = useMemo(() => text(layout.scale), [text, layout.scale]);
  const last = data.points - 1;
  const point = at === undefined ? undefined : Math.min(at, last);

  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setAt(pointAt(event.clientX - left, data.points, layout));
  };
  const onKey = (event: KeyboardEvent) => {
    const next = pointAfter(event.key, point ?? last, data.points);
    if (event.key === 'Escape') setAt(undefined);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };

  return (
    <div ref={ref} className={styles.plot} style={{ height: HEIGHT }}>
      {width > 0 && (
        <>
          <svg width={width} height={HEIGHT} aria-hidden="true">
            <Axes
              layout={layout}
              start={data.start}
              words={words}
              labelOf={labelOf}
            />
            <Marks marks={data.marks} start={data.start} layout={layout} />
            <Lines data={data} shown={shown} looks={looks} layout={layout} />
            {point !== undefined && (
              <Cursor {...{ data, point, shown, looks, layout }} />
            )}
          </svg>
          <div
            role="slider"
            tabIndex={0}
            className={styles.reader}
            aria-label={t('chart.read', { title })}
            aria-orientation="horizontal"
            aria-valuemin={0}
            aria-valuemax={last}
            aria-valuenow={point ?? last}
            aria-valuetext={spoken(readingAt(point ?? last))}
            onKeyDown={onKey}
            onFocus={() => setAt(before => before ?? last)}
            onBlur={() => setAt(undefined)}
            onPointerMove={onPointer}
            onPointerDown={onPointer}
            onPointerLeave={() => setAt(undefined)}
          />
          {point !== undefined && (
            <Readout
              reading={readingAt(point)}
              looks={looks}
              place={layout.x(data.start + point * data.stepMs)}
              layout={layout}
            />
          )}
        </>
      )}
    </div>
  );
};
