import type { RollBackApi } from '@idp/plugin-argocd';

/** The golden path whose form this fills in: templates/roll-back. */
const FORM = '/create/templates/default/roll-back';

/**
 * The form that brings a workload back to a deployment. Only what this platform deploys has one: the entity is a workload
 * of a tenant, and the revision is a commit of the GitOps repository.
 */
export const rollBackLink: RollBackApi['linkFor'] = ({
  entity,
  application,
  deployment,
}) => {
  const annotations = entity.metadata.annotations ?? {};
  const tenant = annotations['platform.idp/tenant'];
  const workload = annotations['platform.idp/workload'];
  const [revision] = deployment.revisions;
  if (!tenant || !workload || !/^[0-9a-f]{40}$/.test(revision ?? '')) {
    return undefined;
  }
  const formData = JSON.stringify({
    tenant,
    workload,
    environment: application.ref.instance,
    revision,
    scope: 'release',
  });
  return `${FORM}?${new URLSearchParams({ formData })}`;
};
