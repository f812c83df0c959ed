import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { ground } from '@idp/parts-react';
import { useId, type ReactNode } from 'react';
import styles from './DiffSection.module.css';
import { LazyPatch } from './LazyPatch';
import { LineCounts } from './LineCounts';
import { diffTranslationRef } from './translation';

/** @public */
export interface DiffSectionProps {
  /** The file's path, or the object's name. */
  path: string;
  /** Id of the heading, to link to. */
  anchor: string;
  /** What becomes of it, in a word. */
  status: ReactNode;
  additions: number;
  deletions: number;
  /** Unified diff with `diff --git` header. */
  patch?: string;
  /** Why there is no patch. */
  omitted?: 'binary' | 'too-large';
  /** What its diff is coloured as; undefined for plain text. */
  language?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/**
 * One file or object: its path, how much of it changes, and its diff.
 *
 * @public
 */
export const DiffSection = ({
  path,
  anchor,
  status,
  additions,
  deletions,
  patch,
  omitted,
  language,
  open,
  onOpenChange,
}: DiffSectionProps) => {
  const { t } = useTranslationRef(diffTranslationRef);
  const panel = useId();
  return (
    <article
      className={`${ground.box} ${styles.file}`}
      aria-labelledby={anchor}
    >
      <header className={styles.head}>
        <h3 id={anchor} tabIndex={-1} className={styles.path}>
          {path}
        </h3>
        <Text variant="body-small" color="secondary">
          {status}
        </Text>
        <LineCounts additions={additions} deletions={deletions} />
        {patch !== undefined && (
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={open}
            aria-controls={open ? panel : undefined}
            aria-label={open ? t('hideOf', { path }) : t('showOf', { path })}
            onPress={() => onOpenChange(!open)}
          >
            {open ? t('hide') : t('show')}
          </Button>
        )}
      </header>
      {patch === undefined ? (
        <Text as="p" color="secondary" className={styles.note}>
          {omitted === 'binary' ? t('binary') : t('tooLarge')}
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
