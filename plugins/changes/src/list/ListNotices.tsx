import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Loading } from '@idp/parts-react';
import type { Freshness } from '@idp/plugin-changes-common';
import { FailureNotice } from '../parts';
import { changesTranslationRef } from '../translation';
import { FreshnessNotice } from './FreshnessNotice';

/** What stands above a list of changes: that it failed, how old it is, or that it is on its way. */
export const ListNotices = ({
  value,
  error,
  reload,
  height,
}: {
  value?: { freshness: Freshness };
  error?: unknown;
  reload: () => void;
  /** Of the place that is kept for the list. */
  height: number;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  return (
    <>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.list')}
          error={error}
          onRetry={reload}
        />
      )}
      {value && <FreshnessNotice {...value.freshness} />}
      {!value && error === undefined && (
        <Loading label={t('list.loading')} height={height} />
      )}
    </>
  );
};
