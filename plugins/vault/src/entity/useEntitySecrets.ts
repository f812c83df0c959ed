import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLiveRead } from '@idp/live-react';
import { vaultSignalChannel } from '@idp/plugin-vault-common';
import { useMemo } from 'react';
import { vaultApiRef } from '../api';
import { pathsOf } from '../model/paths';

/** The secrets of the entity whose page this is, live. */
export function useEntitySecrets() {
  const api = useApi(vaultApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const read = useLiveRead(vaultSignalChannel, entityRef, () =>
    api.getEntitySecrets(entityRef),
  );
  const paths = useMemo(
    () => pathsOf(read.value?.secrets ?? []),
    [read.value?.secrets],
  );
  return { ...read, paths, entity, entityRef };
}
