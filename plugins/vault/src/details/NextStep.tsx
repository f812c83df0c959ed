import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CopySnippet } from '@idp/parts-react';
import type { NextStep as Step } from '@idp/plugin-vault-common';
import { vaultTranslationRef } from '../translation';
import styles from './Secrets.module.css';

/** What somebody has to do next, with the command to copy where there is one. The value is not in it. */
export const NextStep = ({ next }: { next: Step }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  return (
    <div className={styles.next}>
      <Text as="p" className={styles.line}>
        <Text as="strong" weight="bold">
          {t('secret.next')}:
        </Text>{' '}
        {next.message}
      </Text>
      {next.command && (
        <CopySnippet label={t('secret.command')} text={next.command} />
      )}
    </div>
  );
};
