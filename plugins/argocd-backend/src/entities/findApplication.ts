import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { ApplicationRef } from '@idp/plugin-argocd-common';
import type { EntityAccess } from '../access/EntityAccess';
import type { EntityApplicationsReader } from './EntityApplicationsReader';

/** An Application that an entity claims, for somebody who may see the entity and its Applications. */
export async function findApplication(
  services: { access: EntityAccess; applications: EntityApplicationsReader },
  wanted: {
    entityRef: string;
    application: ApplicationRef;
    credentials: BackstageCredentials;
  },
) {
  const { application, credentials, entityRef } = wanted;
  const { entity, permissions } = await services.access.read(
    entityRef,
    credentials,
  );
  const found = services.applications.find(entity, application);
  if (!found) {
    const { instance, namespace, name } = application;
    throw new NotFoundError(
      `${entityRef} has no Application ${namespace}/${name} in ${instance}`,
    );
  }
  return { ...found, permissions };
}
