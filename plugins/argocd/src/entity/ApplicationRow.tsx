import { Link, Text } from '@backstage/ui';
import { LateNews, Row } from '@idp/parts-react';
import type {
  EntityApplication,
  InstanceState,
  Revision,
} from '@idp/plugin-argocd-common';
import {
  DeployedText,
  Health,
  Operation,
  Sync,
  useApplicationHref,
} from '../parts';

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
  const href = useApplicationHref()(entityRef, application.ref);
  const { ref, sync, health, operation } = application;
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
      about={<DeployedText application={application} revisions={revisions} />}
    >
      <LateNews late={late} />
    </Row>
  );
};
