import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyMessage, failureOf, Loading } from '@idp/parts-react';
import type { SourceState } from '@idp/plugin-grafana-common';
import { grafanaTranslationRef } from '../translation';
import { FailureNotice } from './FailureNotice';
import { ProblemsNotice } from './ProblemsNotice';
import { SourcesNotice } from './SourcesNotice';

/** Whether somebody may not see what was asked for. */
export function isForbidden(error: unknown): boolean {
  return error !== undefined && failureOf(error).status === 403;
}

/** All that is to be said beside what was read, or instead of it: that it is read, not allowed, failed or partial. */
export const ReadNotices = ({
  read: { value, error, reload },
  loading,
  failed,
  forbidden,
  height = 96,
}: {
  read: {
    value?: { sources?: SourceState[]; problems?: string[] };
    error?: unknown;
    reload: () => void;
  };
  loading: string;
  failed: string;
  forbidden?: { title: string; text: string };
  height?: number;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  if (isForbidden(error)) {
    return (
      <EmptyMessage
        title={forbidden?.title ?? t('forbidden.title')}
        text={forbidden?.text ?? t('forbidden.text')}
      />
    );
  }
  return (
    <>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : failed}
          error={error}
          onRetry={reload}
        />
      )}
      {value?.sources && <SourcesNotice sources={value.sources} />}
      {value?.problems && <ProblemsNotice problems={value.problems} />}
      {!value && error === undefined && (
        <Loading label={loading} height={height} />
      )}
    </>
  );
};
