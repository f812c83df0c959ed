import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  adviceFor,
  FailureNotice as Notice,
  failureOf,
} from '@idp/parts-react';
import { grafanaTranslationRef } from '../translation';

/** What went wrong, and what to do. */
export const FailureNotice = ({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: unknown;
  onRetry?: () => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const failure = failureOf(error);
  return (
    <Notice
      title={title}
      message={failure.message}
      advice={t(`advice.${adviceFor(failure)}`)}
      onRetry={onRetry}
    />
  );
};
