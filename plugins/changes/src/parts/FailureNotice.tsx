import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FailureNotice as Notice } from '@idp/parts-react';
import { adviceFor, failureOf } from '../api';
import { changesTranslationRef } from '../translation';
import styles from './FailureNotice.module.css';

/** What went wrong, which files are concerned, and what to do. */
export const FailureNotice = ({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: unknown;
  onRetry?: () => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const failure = failureOf(error);
  return (
    <Notice
      title={title}
      message={failure.message}
      advice={t(`advice.${adviceFor(failure)}`)}
      onRetry={onRetry}
    >
      {failure.files.length > 0 && (
        <ul className={styles.files} aria-label={t('advice.filesTitle')}>
          {failure.files.map(file => (
            <li key={file}>
              <code>{file}</code>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
};
