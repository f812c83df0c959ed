import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLiveRead } from '@idp/live-react';
import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';

/** The Applications of the entity whose page this is, live. */
export function useEntityApplications() {
  const api = useApi(argocdApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const read = useLiveRead(argocdSignalChannel, entityRef, () =>
    api.getEntityApplications(entityRef),
  );
  return { ...read, entity, entityRef };
}
