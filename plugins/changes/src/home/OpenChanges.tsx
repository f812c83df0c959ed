import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { OpenChangesList } from '../entity/OpenChangesList';
import { changesTranslationRef } from '../translation';

/** The changes that wait for a decision, on the home page. */
export const OpenChanges = () => {
  const { t } = useTranslationRef(changesTranslationRef);
  return (
    <OpenChangesList
      query={{ state: 'open', limit: 5 }}
      label={t('home.title')}
      empty={t('home.empty')}
      compact
    />
  );
};
