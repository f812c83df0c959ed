import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { Diff, Hunk } from 'react-diff-view';
import 'react-diff-view/style/index.css';
import { parsePatch } from './parsePatch';
import styles from './Patch.module.css';
import { tokensOf } from './tokensOf';
import { diffTranslationRef } from './translation';

/** The diff of one file, one side below the other. */
export const Patch = ({
  path,
  language,
  patch,
}: {
  path: string;
  language?: string;
  patch: string;
}) => {
  const { t } = useTranslationRef(diffTranslationRef);
  const file = useMemo(() => parsePatch(patch), [patch]);
  const tokens = useMemo(
    () => file && tokensOf(file.hunks, language),
    [file, language],
  );
  if (!file) {
    return (
      <Text as="p" color="secondary" className={styles.note}>
        {t('onlyMoved')}
      </Text>
    );
  }
  return (
    <div
      role="region"
      aria-label={t('diffOf', { path })}
      className={styles.patch}
    >
      <Diff
        viewType="unified"
        diffType={file.type}
        hunks={file.hunks}
        tokens={tokens}
      >
        {hunks => hunks.map(hunk => <Hunk key={hunk.content} hunk={hunk} />)}
      </Diff>
    </div>
  );
};

export default Patch;
