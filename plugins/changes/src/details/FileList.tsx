import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ChangeFile } from '@idp/plugin-changes-common';
import { useState } from 'react';
import {
  DiffSection,
  languageOf,
  LineCounts,
  openAtFirst,
} from '@idp/diff-react';
import { changesTranslationRef } from '../translation';
import { FileIndex } from './FileIndex';
import { fileAnchor } from './fileAnchor';

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** How much changes, a jump list, and the files, or rendered objects, one by one. */
export const FileList = ({
  files,
  of = 'files',
}: {
  files: ChangeFile[];
  of?: 'files' | 'objects';
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  // What somebody opened or shut; for the rest the size decides.
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  // An object that is new has been read in the files that make it; what an edit does to one is the news.
  const atFirst = openAtFirst(
    of === 'objects'
      ? files.filter(({ status }) => status === 'modified')
      : files,
  );
  const setOpen = (path: string, open: boolean) =>
    setChosen(before => ({ ...before, [path]: open }));
  return (
    <>
      <Text as="p" color="secondary">
        {t(`${of}.summary`, { count: files.length })}{' '}
        <LineCounts
          additions={sum(files.map(file => file.additions))}
          deletions={sum(files.map(file => file.deletions))}
        />
      </Text>
      {of === 'files' && files.length > 1 && (
        <FileIndex
          label={t('files.jump')}
          files={files}
          onGo={path => setOpen(path, true)}
        />
      )}
      {files.map(file => (
        <DiffSection
          key={file.path}
          {...file}
          anchor={fileAnchor(file.path)}
          status={t(`files.${file.status}`)}
          language={of === 'objects' ? 'yaml' : languageOf(file.path)}
          open={chosen[file.path] ?? atFirst.has(file.path)}
          onOpenChange={open => setOpen(file.path, open)}
        />
      ))}
    </>
  );
};
