import { useApi } from '@backstage/frontend-plugin-api';
import { usePagedRead } from '@idp/parts-react';
import {
  grafanaSignalChannel,
  type AlertList,
  type AlertQuery,
  type AlertRow,
} from '@idp/plugin-grafana-common';
import { grafanaApiRef } from '../api';

export const rowId = ({ rule, entityRef }: AlertRow) =>
  JSON.stringify([rule.source.name, rule.id, entityRef]);

/** Alerts of all that one may see, live, as many pages of them as were asked for. */
export function useAlertList(query: AlertQuery) {
  const api = useApi(grafanaApiRef);
  return usePagedRead<AlertRow, AlertList>(
    grafanaSignalChannel,
    JSON.stringify(query),
    {
      readPage: page => api.listAlerts({ ...query, ...page }),
      idOf: rowId,
    },
  );
}
