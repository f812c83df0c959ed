import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SourceNotices } from '@idp/parts-react';
import type { SourceState } from '@idp/plugin-grafana-common';
import { grafanaTranslationRef } from '../translation';

/** Which Grafanas, Prometheuses and so on do not answer, and how old their news therefore is; nothing while all are live. */
export const SourcesNotice = ({ sources }: { sources: SourceState[] }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  return (
    <SourceNotices
      sources={sources.map(source => ({
        ...source,
        name: t(`sources.${source.kind}`, {
          environment: source.environment || source.name,
        }),
      }))}
      title={silent => t('sources.title', { count: silent.length })}
    />
  );
};
