import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useLiveRead, useRead } from '@idp/live-react';
import { PageFrame } from '@idp/parts-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { changesApiRef, failureOf } from '../api';
import { FailureNotice, ReadNotices } from '../parts';
import { changesTranslationRef } from '../translation';
import { Breadcrumb } from './Breadcrumb';
import { ChangeView } from './ChangeView';
import { NotFound } from './NotFound';

/** What a decision leaves to decide. */
const decidedNow = {
  permissions: { merge: false, close: false },
  mergeability: { status: 'unknown' as const, conflicts: [] },
};

/** The backend answers 400 for what cannot be the number of a change. */
function isNoChange(error: unknown): boolean {
  const { status } = failureOf(error);
  return status === 404 || status === 400;
}

/** Reads a change and keeps it fresh. */
export const ChangeById = ({ id }: { id: string }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const api = useApi(changesApiRef);
  const forge = useRead('forge', () => api.getForge());
  const { value, error, reload, put } = useLiveRead(
    changesSignalChannel,
    id,
    () => api.getChange(id),
  );

  if (!value && error !== undefined && isNoChange(error)) {
    return <NotFound id={id} />;
  }
  return (
    <PageFrame>
      <Flex direction="column" gap="4">
        <Breadcrumb />
        <ReadNotices
          read={{ value, error, reload }}
          failed={t('failure.change')}
          loading={t('details.loading')}
          height={320}
        >
          {value && forge.error !== undefined && (
            <FailureNotice
              title={t('failure.forge')}
              error={forge.error}
              onRetry={forge.reload}
            />
          )}
        </ReadNotices>
        {value && (
          <ChangeView
            change={value}
            forge={forge.value}
            onDecided={decided => put({ ...value, ...decided, ...decidedNow })}
          />
        )}
      </Flex>
    </PageFrame>
  );
};
