import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Freshness } from '@idp/plugin-changes-common';
import { ReadNotices } from '../parts';
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
    <ReadNotices
      read={{ value, error, reload }}
      failed={t('failure.list')}
      loading={t('list.loading')}
      height={height}
    >
      {value && <FreshnessNotice {...value.freshness} />}
    </ReadNotices>
  );
};
