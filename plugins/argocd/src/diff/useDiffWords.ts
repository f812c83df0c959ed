import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { argocdTranslationRef } from '../translation';

/** What becomes of an object when live meets desired. */
export function useDiffWords() {
  const { t } = useTranslationRef(argocdTranslationRef);
  return {
    modified: t('diff.modified'),
    missing: t('diff.missing'),
    extra: t('diff.extra'),
  };
}
