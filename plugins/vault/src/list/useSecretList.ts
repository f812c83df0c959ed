import { useApi } from '@backstage/frontend-plugin-api';
import { usePagedRead } from '@idp/parts-react';
import {
  vaultSignalChannel,
  type SecretList,
  type SecretQuery,
  type SecretRow,
} from '@idp/plugin-vault-common';
import { vaultApiRef } from '../api';
import { rowId } from './rowId';

/** The rows that fit, live, as many pages of them as were asked for. */
export function useSecretList(query: SecretQuery) {
  const api = useApi(vaultApiRef);
  return usePagedRead<SecretRow, SecretList>(
    vaultSignalChannel,
    JSON.stringify(query),
    {
      readPage: page => api.listSecrets({ ...query, ...page }),
      idOf: rowId,
    },
  );
}
