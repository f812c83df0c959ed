import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ArgoCDClient } from '@idp/plugin-argocd-common';
import { grafanaExtensionPoint } from '@idp/plugin-grafana-node';
import { ArgoCDDeployments } from './ArgoCDDeployments';
import { PlatformScopes } from './PlatformScopes';

/**
 * Connects the plugin `idp-grafana` to the platform: the contract says what is measured of an entity and whose an alert is,
 * and Argo CD when it was deployed.
 *
 * @public
 */
export const grafanaModulePlatform = createBackendModule({
  pluginId: 'idp-grafana',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        grafana: grafanaExtensionPoint,
      },
      async init({ auth, discovery, grafana }) {
        grafana.addScopes(new PlatformScopes());
        grafana.addMarkers(
          new ArgoCDDeployments({
            auth,
            argocd: new ArgoCDClient({ discoveryApi: discovery }),
          }),
        );
      },
    });
  },
});
