import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { changesTranslationRef } from '../translation';
import styles from './LineCounts.module.css';

/** “+3 −1”, read out in words. */
export const LineCounts = ({
  additions,
  deletions,
}: {
  additions: number;
  deletions: number;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  return (
    <span className={styles.counts}>
      <span aria-hidden="true" className={styles.additions}>
        +{additions}
      </span>{' '}
      <span aria-hidden="true" className={styles.deletions}>
        −{deletions}
      </span>
      <span className={styles.words}>
        {t('files.additions', { count: additions })},{' '}
        {t('files.deletions', { count: deletions })}
      </span>
    </span>
  );
};
