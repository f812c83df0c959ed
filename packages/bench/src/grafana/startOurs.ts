import type { Backend } from '../lib/plugins/Backend';
import { OWNER, startMeasuredPortal } from '../lib/plugins/startMeasuredPortal';
import type { Doors } from './fakes/startFakes';
import { ENTITIES, NAMESPACE, service, WITHOUT_GRAFANA } from './scene';

/** Not while something is measured: what is read on a schedule is no part of a page view. */
const LATER = { hours: 5 };

/** Starts the production portal with our plugin. */
export function startOurs({
  grafana,
  prometheus,
  token,
}: Doors): Promise<Backend> {
  const services = Array.from({ length: ENTITIES }, (_, index) => {
    const { name, selector, alerts } = service(index);
    const annotations = {
      'grafana/dashboard-selector': selector,
      'grafana/alert-label-selector': alerts,
      'grafana/namespace': NAMESPACE,
      'grafana/workload': name,
      'grafana/kind': 'web-service',
    };
    return [name, annotations] as const;
  });
  return startMeasuredPortal({
    components: { ...Object.fromEntries(services), [WITHOUT_GRAFANA]: {} },
    config: {
      grafana: {
        hosts: [{ id: 'one', domain: grafana, unifiedAlerting: true, token }],
        prometheus: [
          { name: 'one', environment: 'one', url: prometheus, token },
        ],
        alertmanager: [],
        loki: [],
        owners: [{ owner: OWNER, namespace: NAMESPACE }],
        refresh: { dashboards: LATER, alerts: LATER },
      },
    },
  });
}
