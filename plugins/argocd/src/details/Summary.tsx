import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import type { EntityApplication, Revision } from '@idp/plugin-argocd-common';
import { RevisionText } from '../parts';
import { deployedRevisions } from '../model/revision';
import { argocdTranslationRef } from '../translation';
import styles from './ApplicationDetails.module.css';

/** What runs where, since when, in a line. */
export const Summary = ({
  application,
  revisions,
}: {
  application: EntityApplication;
  revisions: Record<string, Revision>;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { destination, deployments } = application;
  const [revision] = deployedRevisions(application);
  return (
    <Text as="p" color="secondary" className={styles.summary}>
      {[destination.cluster, destination.namespace].filter(Boolean).join(' / ')}
      {' · '}
      <RevisionText
        revision={revision}
        known={revisions[revision ?? '']}
        change={deployments[0]?.change}
      />
      {' · '}
      {deployments[0]
        ? t('row.deployed', { time: <Time iso={deployments[0].deployedAt} /> })
        : t('row.never')}
    </Text>
  );
};
