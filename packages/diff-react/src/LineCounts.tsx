import { useTranslationRef } from '@backstage/frontend-plugin-api';
import styles from './LineCounts.module.css';
import { diffTranslationRef } from './translation';

/**
 * “+3 −1”, read out in words.
 *
 * @public
 */
export const LineCounts = ({
  additions,
  deletions,
}: {
  additions: number;
  deletions: number;
}) => {
  const { t } = useTranslationRef(diffTranslationRef);
  return (
    <span className={styles.counts}>
      <span aria-hidden="true" className={styles.additions}>
        +{additions}
      </span>{' '}
      <span aria-hidden="true" className={styles.deletions}>
        −{deletions}
      </span>
      <span className={styles.words}>
        {t('additions', { count: additions })},{' '}
        {t('deletions', { count: deletions })}
      </span>
    </span>
  );
};
