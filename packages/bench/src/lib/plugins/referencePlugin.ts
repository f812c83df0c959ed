import v8 from 'node:v8';
import vm from 'node:vm';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { CLAIM_FIELDS } from '@idp/parts-node';
import { argocdPermissions } from '@idp/plugin-argocd-common';
import { grafanaReadPermission } from '@idp/plugin-grafana-common';
import { vaultPermissions } from '@idp/plugin-vault-common';
import Router from 'express-promise-router';

/** What the pages of each plugin ask of a person. */
const PERMISSIONS: Record<string, typeof argocdPermissions> = {
  argocd: argocdPermissions,
  // What the routes that are measured ask: dashboards and alerts.
  grafana: [grafanaReadPermission],
  vault: vaultPermissions,
};

/**
 * Only in benches: a route that does what no route of an entity can do without, and nothing else. It knows who asks, reads
 * the entity with their credentials, and asks the permissions that the page of a plugin asks, with the entity as resource.
 */
export const referencePlugin = createBackendPlugin({
  pluginId: 'bench',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ catalog, httpAuth, httpRouter, permissions }) {
        v8.setFlagsFromString('--expose-gc');
        const collect = vm.runInNewContext('gc') as () => void;
        const router = Router();
        router.get('/reference/:plugin/:name', async (request, response) => {
          const credentials = await httpAuth.credentials(request, {
            allow: ['user'],
          });
          const entityRef = `component:default/${request.params.name}`;
          const [{ items }, decisions] = await Promise.all([
            catalog.getEntitiesByRefs(
              { entityRefs: [entityRef], fields: CLAIM_FIELDS },
              { credentials },
            ),
            permissions.authorize(
              PERMISSIONS[request.params.plugin].map(permission => ({
                permission,
                resourceRef: entityRef,
              })),
              { credentials },
            ),
          ]);
          response.json({ found: Boolean(items[0]), decisions });
        });
        router.get('/memory', async (_, response) => {
          collect();
          collect();
          response.json(process.memoryUsage());
        });
        httpRouter.use(router);
      },
    });
  },
});
