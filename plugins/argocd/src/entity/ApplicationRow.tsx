import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { LateNews, Row } from '@idp/parts-react';
import type {
  EntityApplication,
  InstanceState,
  Revision,
} from '@idp/plugin-argocd-common';
import {
  Health,
  Operation,
  RevisionText,
  Sync,
  useApplicationHref,
} from '../parts';
import { deployedRevisions } from '../model/revision';
import { argocdTranslationRef } from '../translation';

/** What Argo CD did last is only said while it matters. */
const TELLING = ['Running', 'Terminating', 'Failed', 'Error'];

/** One Application of an entity, in short. */
export const ApplicationRow = ({
  application,
  entityRef,
  revisions,
  late,
}: {
  application: EntityApplication;
  entityRef: string;
  revisions: Record<string, Revision>;
  /** Why its news is old. */
  late?: InstanceState;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const href = useApplicationHref()(entityRef, application.ref);
  const { ref, sync, health, operation, deployments } = application;
  const [revision] = deployedRevisions(application);
  const name = (
    <Text as="strong" weight="bold">
      {ref.name}
    </Text>
  );
  return (
    <Row
      name={
        <>
          {href ? <Link href={href}>{name}</Link> : name}{' '}
          <Text variant="body-small" color="secondary">
            {ref.instance}
          </Text>
        </>
      }
      states={
        <>
          {operation && TELLING.includes(operation.phase) && (
            <Operation phase={operation.phase} />
          )}
          <Sync status={sync.status} />
          <Health status={health.status} />
        </>
      }
      about={
        <>
          <RevisionText
            revision={revision}
            known={revisions[revision ?? '']}
            change={deployments[0]?.change}
          />
          {' · '}
          {deployments[0]
            ? t('row.deployed', {
                time: <Time iso={deployments[0].deployedAt} />,
              })
            : t('row.never')}
        </>
      }
    >
      <LateNews late={late} />
    </Row>
  );
};
