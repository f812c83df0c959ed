import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { argocdTranslationRef } from '../translation';

/** Why there is no more than the state, and what would change that. */
export const Unconfirmed = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  return (
    <Alert
      role="note"
      status="info"
      icon
      title={t('unconfirmed.title')}
      description={
        <>
          <Text as="p">{t('unconfirmed.text')}</Text>
          <Text as="p">{t('unconfirmed.how')}</Text>
        </>
      }
    />
  );
};
