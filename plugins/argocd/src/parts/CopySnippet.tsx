import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { argocdTranslationRef } from '../translation';
import styles from './CopySnippet.module.css';

/** Text to be put into a file, with a button that copies it. */
export const CopySnippet = ({
  label,
  text,
}: {
  label: string;
  text: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.snippet}>
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <pre
        aria-label={label}
        tabIndex={0}
        role="region"
        className={styles.text}
      >
        {text}
      </pre>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
      {navigator.clipboard && (
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiFileCopyLine aria-hidden="true" />}
          onPress={() =>
            navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          <span aria-live="polite">
            {copied ? t('empty.copied') : t('empty.copy')}
          </span>
        </Button>
      )}
    </div>
  );
};
