import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useRead } from '@idp/live-react';
import { EmptyMessage, Loading } from '@idp/parts-react';
import type {
  Application,
  EntityApplicationRef,
} from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { applicationId } from '../model/refs';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import { DiffList } from './DiffList';
import { ReadAt } from './ReadAt';
import { useDiffWords } from './useDiffWords';
import { useBusyReload } from './useBusyReload';

/** How the whole Application differs from what Git says. */
export const Differences = ({
  application,
  target,
  state,
}: {
  application: Application;
  target: EntityApplicationRef;
  state: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const words = useDiffWords();
  const api = useApi(argocdApiRef);
  const read = useRead(`${applicationId(target.application)}${state}`, () =>
    api.getDiff(target),
  );
  const { value, error } = read;
  const { busy, again } = useBusyReload(read);
  return (
    <Flex direction="column" gap="3">
      {error !== undefined && (
        <FailureNotice
          title={t('failure.diff')}
          error={error}
          onRetry={again}
        />
      )}
      {value && (
        <>
          <ReadAt iso={value.readAt} busy={busy} onAgain={again} />
          {value.items.length === 0 ? (
            <EmptyMessage
              title={
                application.sync.status === 'Unknown'
                  ? t('diff.notCompared')
                  : t('diff.none')
              }
              text={t('diff.direction')}
            />
          ) : (
            <>
              <Text as="p" color="secondary">
                {t('diff.summary', { count: value.items.length })}.{' '}
                {t('diff.direction')}
              </Text>
              <DiffList items={value.items} words={words} />
            </>
          )}
        </>
      )}
      {!value && error === undefined && (
        <Loading label={t('diff.loading')} height={240} />
      )}
    </Flex>
  );
};
