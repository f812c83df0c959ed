import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text } from '@backstage/ui';
import type { Change, ChangeFile } from '@idp/plugin-changes-common';
import { useState } from 'react';
import { changesApiRef } from '../api';
import { openAtFirst } from '../diff';
import { useRead } from '../live';
import { FailureNotice } from '../parts';
import { changesTranslationRef } from '../translation';
import { FileIndex } from './FileIndex';
import { FileSection } from './FileSection';
import { LineCounts } from './LineCounts';

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

const FileList = ({ files }: { files: ChangeFile[] }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  // What somebody opened or shut; for the rest the size decides.
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const atFirst = openAtFirst(files);
  const setOpen = (path: string, open: boolean) =>
    setChosen(before => ({ ...before, [path]: open }));
  return (
    <>
      <Text as="p" color="secondary">
        {t('files.summary', { count: files.length })}{' '}
        <LineCounts
          additions={sum(files.map(file => file.additions))}
          deletions={sum(files.map(file => file.deletions))}
        />
      </Text>
      {files.length > 1 && (
        <FileIndex files={files} onGo={path => setOpen(path, true)} />
      )}
      {files.map(file => (
        <FileSection
          key={file.path}
          file={file}
          open={chosen[file.path] ?? atFirst.has(file.path)}
          onOpenChange={open => setOpen(file.path, open)}
        />
      ))}
    </>
  );
};

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
