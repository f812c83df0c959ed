import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton } from '@backstage/ui';
import type { ChangePreview } from '@idp/plugin-changes-common';
import type { Read } from '@idp/live-react';
import { FailureNotice } from '../parts';
import { changesTranslationRef } from '../translation';
import styles from './Verdict.module.css';

/** What the contract says of a change, before a person decides on it. */
export const Verdict = ({
  preview,
}: {
  preview: Read<ChangePreview | undefined>;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { value, error, reload } = preview;
  if (error !== undefined) {
    return (
      <FailureNotice
        title={t('failure.preview')}
        error={error}
        onRetry={reload}
      />
    );
  }
  if (!value) {
    return (
      <div role="status" aria-label={t('preview.loading')}>
        <Skeleton width="100%" height={64} />
      </div>
    );
  }
  const { problems, notRendered } = value;
  if (problems.length === 0) {
    return (
      <Alert
        status="success"
        icon
        title={t('preview.passed')}
        description={
          notRendered ? t('preview.passedUnrendered') : t('preview.passedText')
        }
      />
    );
  }
  return (
    <Alert
      status="danger"
      icon
      title={t('preview.refused', { count: problems.length })}
      description={
        <ul className={styles.problems}>
          {problems.map(({ file, line, rule, message, remedy }) => (
            <li key={[file, line, rule, message].join('\0')}>
              <code>{t('preview.problem', { file, line: String(line) })}</code>
              <span>
                {message}. {remedy}.
              </span>
            </li>
          ))}
        </ul>
      }
    />
  );
};
