import { createBatchRead } from '@idp/live-react';
import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';

/** The state of one entity of a list, and what keeps a list of them fresh. */
export const { useRow: useSummary, useFreshRows: useFreshSummaries } =
  createBatchRead({
    apiRef: argocdApiRef,
    channel: argocdSignalChannel,
    read: async (api, refs) => (await api.getSummaries(refs)).items,
    most: 500,
  });
