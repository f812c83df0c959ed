import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Time } from '@idp/live-react';
import type { Application, Revision } from '@idp/plugin-argocd-common';
import { deployedRevisions } from '../model/revision';
import { argocdTranslationRef } from '../translation';
import { RevisionText } from './RevisionText';

/** What was deployed last, and when. */
export const DeployedText = ({
  application,
  revisions,
}: {
  application: Pick<Application, 'deployments' | 'sync'>;
  /** What is known of them. */
  revisions: Record<string, Revision>;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const [newest] = application.deployments;
  const [revision] = deployedRevisions(application);
  return (
    <>
      <RevisionText
        revision={revision}
        known={revisions[revision ?? '']}
        change={newest?.change}
      />
      {' · '}
      {newest
        ? t('row.deployed', { time: <Time iso={newest.deployedAt} /> })
        : t('row.never')}
    </>
  );
};
