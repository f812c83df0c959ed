import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogLine } from '@idp/plugin-grafana-common';
import { memo } from 'react';
import { useTimeWords } from '../time';
import { grafanaTranslationRef } from '../translation';
import styles from './Logs.module.css';
import { lineTime } from './lineTime';

export const ROW_HEIGHT = 22;

/** One line in one row; what is too long for it is read below the list. The text is text, whatever it holds. */
export const LogRow = memo(
  ({
    id,
    line,
    place,
    count,
    chosen,
    byWorkload,
    onChoose,
  }: {
    id: string;
    line: LogLine;
    place: number;
    count: number;
    chosen: boolean;
    byWorkload: boolean;
    onChoose: (id: string) => void;
  }) => {
    const { t } = useTranslationRef(grafanaTranslationRef);
    const words = useTimeWords();
    return (
      // The list itself has the keys.
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
      <div
        id={id}
        role="option"
        aria-selected={chosen}
        aria-setsize={count}
        aria-posinset={place + 1}
        data-level={line.level}
        className={styles.line}
        style={{ top: place * ROW_HEIGHT, height: ROW_HEIGHT }}
        onClick={() => onChoose(line.id)}
      >
        <span className={styles.time}>{lineTime(line.at, words)}</span>
        <span className={styles.level}>
          {line.level === 'unknown' ? '–' : t(`logs.levels.${line.level}`)}
        </span>
        {byWorkload && line.workload && (
          <span className={styles.workload}>{line.workload}</span>
        )}
        <span className={styles.text}>{line.text}</span>
      </div>
    );
  },
);
