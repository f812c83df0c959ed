import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { changesTranslationRef } from '../translation';
import styles from './Pages.module.css';

/** The way to newer and older changes; nothing where all fit on one page. */
export const Pages = ({
  onNewer,
  newerIsNewest,
  onOlder,
}: {
  onNewer?: () => void;
  newerIsNewest: boolean;
  onOlder?: () => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  if (!onNewer && !onOlder) return null;
  return (
    <nav aria-label={t('list.pages')} className={styles.pages}>
      {onNewer && (
        <Button variant="secondary" onPress={onNewer}>
          {newerIsNewest ? t('list.newest') : t('list.newer')}
        </Button>
      )}
      {onOlder && (
        <Button variant="secondary" onPress={onOlder}>
          {t('list.older')}
        </Button>
      )}
    </nav>
  );
};
