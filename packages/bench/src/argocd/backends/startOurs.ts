import type { Backend } from '../../lib/plugins/Backend';
import type { Door } from '../../lib/plugins/Door';
import {
  OWNER,
  startMeasuredPortal,
} from '../../lib/plugins/startMeasuredPortal';
import { ENTITIES, NAMESPACE, service, WITHOUT_ARGOCD } from '../scene';

/** Starts the production portal with our plugin; `instances` are addresses of Argo CD by name. */
export function startOurs(options: {
  instances: Record<string, Door>;
}): Promise<Backend> {
  const services = Array.from({ length: ENTITIES }, (_, index) => {
    const { name, selector } = service(index);
    return [name, { 'argocd/app-selector': selector }] as const;
  });
  return startMeasuredPortal({
    components: { ...Object.fromEntries(services), [WITHOUT_ARGOCD]: {} },
    config: {
      argocd: {
        appLocatorMethods: [
          {
            type: 'config',
            instances: Object.entries(options.instances).map(
              ([name, door]) => ({ name, ...door }),
            ),
          },
        ],
        owners: [{ owner: OWNER, applicationNamespace: NAMESPACE }],
      },
    },
  });
}
