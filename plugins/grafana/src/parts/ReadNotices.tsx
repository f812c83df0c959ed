import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  createReadNotices,
  EmptyMessage,
  ProblemsNotice,
} from '@idp/parts-react';
import type { SourceState } from '@idp/plugin-grafana-common';
import { grafanaTranslationRef } from '../translation';
import { FailureNotice } from './FailureNotice';
import { SourcesNotice } from './SourcesNotice';

/** How a read goes: that it failed, or is on its way. */
export const BareReadNotices = createReadNotices(
  grafanaTranslationRef,
  FailureNotice,
);

/** All that is to be said beside what was read, or instead of it: that it is read, not allowed, failed or partial. */
export const ReadNotices = ({
  read,
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
  const { sources, problems } = read.value ?? {};
  return (
    <BareReadNotices
      read={read}
      failed={failed}
      forbidden={
        <EmptyMessage
          title={forbidden?.title ?? t('forbidden.title')}
          text={forbidden?.text ?? t('forbidden.text')}
        />
      }
      loading={loading}
      height={height}
    >
      {sources && <SourcesNotice sources={sources} />}
      {problems && (
        <ProblemsNotice title={t('problems.title')} problems={problems} />
      )}
    </BareReadNotices>
  );
};
