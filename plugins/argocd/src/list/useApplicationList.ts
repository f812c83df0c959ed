import { useApi } from '@backstage/frontend-plugin-api';
import { usePagedRead } from '@idp/parts-react';
import {
  argocdSignalChannel,
  type ApplicationList,
  type ApplicationQuery,
  type ApplicationRow,
} from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { applicationId } from '../model/refs';

/** Tells rows apart. */
export const rowId = ({ ref }: ApplicationRow) => applicationId(ref);

/** The rows that fit, live, as many pages of them as were asked for. */
export function useApplicationList(query: ApplicationQuery) {
  const api = useApi(argocdApiRef);
  return usePagedRead<ApplicationRow, ApplicationList>(
    argocdSignalChannel,
    JSON.stringify(query),
    {
      readPage: page => api.listApplications({ ...query, ...page }),
      idOf: rowId,
    },
  );
}
