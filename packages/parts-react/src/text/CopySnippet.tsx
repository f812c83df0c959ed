import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { partsTranslationRef } from '../translation';
import styles from './CopySnippet.module.css';

/**
 * Text to be put into a file or a shell, with a button that copies it.
 *
 * @public
 */
export const CopySnippet = ({
  label,
  text,
}: {
  label: string;
  text: string;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
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
          <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
        </Button>
      )}
    </div>
  );
};
