import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type { ChangeMergeability } from '@idp/plugin-changes-common';
import { changesTranslationRef } from '../translation';
import styles from './Mergeability.module.css';

/** Whether a change can be merged; where it cannot, because of which files and what to do. */
export const Mergeability = ({ status, conflicts }: ChangeMergeability) => {
  const { t } = useTranslationRef(changesTranslationRef);
  if (status !== 'conflict') {
    return (
      <Text as="p" color="secondary">
        {t(`mergeability.${status}`)}
      </Text>
    );
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('mergeability.conflict')}
      description={
        <>
          {conflicts.length > 0 && (
            <ul className={styles.files} aria-label={t('advice.filesTitle')}>
              {conflicts.map(file => (
                <li key={file}>
                  <code>{file}</code>
                </li>
              ))}
            </ul>
          )}
          {t('advice.conflict')}
        </>
      }
    />
  );
};
