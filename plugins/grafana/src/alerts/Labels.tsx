import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { grafanaTranslationRef } from '../translation';
import styles from './Alerts.module.css';

/** Labels, as text whatever they hold. */
export const Labels = ({ labels }: { labels: Record<string, string> }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const sorted = Object.entries(labels).sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  if (sorted.length === 0) return null;
  return (
    <ul className={styles.labels} aria-label={t('alerts.labels')}>
      {sorted.map(([name, value]) => (
        <li key={name}>
          <span className={styles.label}>{name}</span>={value}
        </li>
      ))}
    </ul>
  );
};
