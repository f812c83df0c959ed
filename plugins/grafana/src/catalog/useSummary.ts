import { createBatchRead } from '@idp/live-react';
import { grafanaSignalChannel } from '@idp/plugin-grafana-common';
import { grafanaApiRef } from '../api';

/** The alerts of one entity of a list, and what keeps a list of them fresh. */
export const { useRow: useSummary, useFreshRows: useFreshSummaries } =
  createBatchRead({
    apiRef: grafanaApiRef,
    channel: grafanaSignalChannel,
    read: async (api, refs) => (await api.getSummaries(refs)).items,
    most: 500,
  });
