import type { SignalQueries } from '@idp/plugin-grafana-node';
import { job } from './job';
import { tenant } from './tenant';
import { webService } from './webService';
import { worker } from './worker';

/**
 * What is asked where no module says otherwise: the series of kube-state-metrics, cAdvisor and the rules that come with
 * kube-prometheus-stack, and of an Envoy gateway whose series carry `namespace` and `workload`. README.md lists them.
 */
export const defaultQueries: SignalQueries = {
  'web-service': webService,
  worker,
  job,
  tenant,
};
