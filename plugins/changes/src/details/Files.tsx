import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text } from '@backstage/ui';
import type { Change } from '@idp/plugin-changes-common';
import { changesApiRef } from '../api';
import { useRead } from '@idp/live-react';
import { FailureNotice } from '../parts';
import { changesTranslationRef } from '../translation';
import { FileList } from './FileList';

/** The files of a change. They are read again only when its commits are others: what a commit changes never differs. */
export const Files = ({ change }: { change: Change }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const api = useApi(changesApiRef);
  const { value, error, reload } = useRead(
    [change.id, change.headCommit, change.mergeCommit].join(' '),
    async () => (await api.getChangeFiles(change.id)).items,
  );
  return (
    <section aria-labelledby="change-files">
      <Flex direction="column" gap="3">
        <Text as="h2" variant="title-x-small" id="change-files">
          {t('files.title')}
        </Text>
        {error !== undefined && (
          <FailureNotice
            title={t('failure.files')}
            error={error}
            onRetry={reload}
          />
        )}
        {!value && error === undefined && (
          <div role="status" aria-label={t('files.loading')}>
            <Skeleton width="100%" height={160} />
          </div>
        )}
        {value?.length === 0 && (
          <Text as="p" color="secondary">
            {t('files.none')}
          </Text>
        )}
        {value && value.length > 0 && <FileList files={value} />}
      </Flex>
    </section>
  );
};
