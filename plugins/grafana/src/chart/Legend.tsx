import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ValueText } from '../format';
import { grafanaTranslationRef } from '../translation';
import { figuresOf } from './figures';
import styles from './Legend.module.css';
import { lineName } from './lineName';
import type { Look } from './looks';
import { Swatch } from './Swatch';
import type { Line } from './types';

/** What the lines are, and what each says last; a press hides a line or brings it back. */
export const Legend = ({
  title,
  lines,
  looks,
  hidden,
  write,
  onToggle,
}: {
  title: string;
  lines: Line[];
  looks: Map<string, Look>;
  hidden: ReadonlySet<string>;
  write: ValueText;
  onToggle: (key: string) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  return (
    <ul className={styles.legend} aria-label={t('chart.legend', { title })}>
      {lines.map(line => {
        const figures = figuresOf(line.values);
        const shown = !hidden.has(line.key);
        return (
          <li key={line.key}>
            <button
              type="button"
              className={styles.line}
              aria-pressed={shown}
              onClick={() => onToggle(line.key)}
            >
              <Swatch look={looks.get(line.key)!} />
              <span className={styles.name}>{lineName(line, lines)}</span>{' '}
              <span className={styles.value}>
                {figures ? write(figures.latest) : t('chart.noValue')}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};
