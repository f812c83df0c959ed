import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { Freshness } from '@idp/plugin-changes-common';
import { Time } from '../parts';
import { changesTranslationRef } from '../translation';

/** Says that the forge does not answer, and how old the list therefore is; nothing while all is well. */
export const FreshnessNotice = ({ since, error }: Freshness) => {
  const { t } = useTranslationRef(changesTranslationRef);
  if (!error) return null;
  // The backend says the epoch for “never”.
  const never = new Date(since).getTime() === 0;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('freshness.title')}
      description={
        <>
          {error}{' '}
          {never
            ? t('freshness.never')
            : t('freshness.asOf', { time: <Time iso={since} /> })}
        </>
      }
    />
  );
};
