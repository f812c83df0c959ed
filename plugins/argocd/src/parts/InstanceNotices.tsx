import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SourceNotices } from '@idp/parts-react';
import type { InstanceState } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';

/** Which Argo CDs do not answer, and how old their news therefore is; nothing while all are live. */
export const InstanceNotices = ({
  instances,
}: {
  instances: InstanceState[];
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  return (
    <SourceNotices
      sources={instances}
      title={silent => t('instances.staleTitle', { count: silent.length })}
    />
  );
};
