import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApplicationSource } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';

/** Where manifests come from, in a line. */
export const SourceText = ({ source }: { source: ApplicationSource }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const what = [source.repoURL, source.path ?? source.chart]
    .filter(Boolean)
    .join(' · ');
  return source.targetRevision ? (
    <>{t('facts.at', { repo: what, target: source.targetRevision })}</>
  ) : (
    <>{what}</>
  );
};
