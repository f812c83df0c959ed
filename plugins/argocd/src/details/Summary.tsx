import { Text } from '@backstage/ui';
import type { EntityApplication, Revision } from '@idp/plugin-argocd-common';
import { DeployedText } from '../parts';
import styles from './ApplicationDetails.module.css';

/** What runs where, since when, in a line. */
export const Summary = ({
  application,
  revisions,
}: {
  application: EntityApplication;
  revisions: Record<string, Revision>;
}) => {
  const { destination } = application;
  return (
    <Text as="p" color="secondary" className={styles.summary}>
      {[destination.cluster, destination.namespace].filter(Boolean).join(' / ')}
      {' · '}
      <DeployedText application={application} revisions={revisions} />
    </Text>
  );
};
