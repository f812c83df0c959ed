import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { ChangeFile } from '@idp/plugin-changes-common';
import { useId } from 'react';
import { LazyPatch } from '../diff';
import { changesTranslationRef } from '../translation';
import { fileAnchor } from './fileAnchor';
import styles from './FileSection.module.css';
import { LineCounts } from './LineCounts';

/** One file: its path, how much of it changes, and its diff. */
export const FileSection = ({
  file,
  language,
  open,
  onOpenChange,
}: {
  file: ChangeFile;
  /** What its diff is coloured as; undefined for plain text. */
  language?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const panel = useId();
  const { path, patch } = file;
  return (
    <article className={styles.file} aria-labelledby={fileAnchor(path)}>
      <header className={styles.head}>
        <h3 id={fileAnchor(path)} tabIndex={-1} className={styles.path}>
          {path}
        </h3>
        <Text variant="body-small" color="secondary">
          {t(`files.${file.status}`)}
        </Text>
        <LineCounts {...file} />
        {patch !== undefined && (
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={open}
            aria-controls={open ? panel : undefined}
            aria-label={
              open ? t('files.hideOf', { path }) : t('files.showOf', { path })
            }
            onPress={() => onOpenChange(!open)}
          >
            {open ? t('files.hide') : t('files.show')}
          </Button>
        )}
      </header>
      {patch === undefined ? (
        <Text as="p" color="secondary" className={styles.note}>
          {file.omitted === 'binary' ? t('files.binary') : t('files.tooLarge')}
        </Text>
      ) : (
        open && (
          <div id={panel} className={styles.panel}>
            <LazyPatch path={path} language={language} patch={patch} />
          </div>
        )
      )}
    </article>
  );
};
