import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { changesPermissions } from '@idp/plugin-changes-common';
import { forgeServiceRef, readPollSeconds } from '@idp/plugin-changes-node';
import { ChangeAccess } from './access/ChangeAccess';
import { createPersonLookup } from './access/personLookup';
import { ChangeFiles } from './mirror/ChangeFiles';
import { ChangesMirror } from './mirror/ChangesMirror';
import { followForge } from './mirror/followForge';
import { Mergeability } from './mirror/Mergeability';
import { NameLookup } from './names/NameLookup';
import { ChangePreviews } from './preview';
import { createRouter } from './router';

/**
 * The plugin `idp-changes`: the changes that the portal opened, read from a mirror that webhooks, events and a periodic
 * compare keep up to date, and merged or closed for those who may.
 *
 * @public
 */
export const changesPlugin = createBackendPlugin({
  pluginId: 'idp-changes',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        forge: forgeServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { auditor, config, forge, httpAuth, logger, permissions } =
          services;
        services.permissionsRegistry.addPermissions(changesPermissions);

        const mirror = new ChangesMirror(forge, { logger });
        const files = new ChangeFiles(forge);
        const { announce } = followForge({
          mirror,
          events: services.events,
          signals: services.signals,
          lifecycle: services.lifecycle,
          logger,
          seconds: readPollSeconds(config, 'changes.pollSeconds', forge.type),
        });

        services.httpRouter.use(
          createRouter({
            access: new ChangeAccess({ permissions, files }),
            auditor,
            files,
            forge,
            httpAuth,
            mergeability: new Mergeability(forge, mirror),
            mirror,
            names: new NameLookup(forge, mirror),
            previews: new ChangePreviews({ forge, mirror, files }),
            onDecided: announce,
            personOf: createPersonLookup({
              catalog: services.catalog,
              portalHost: hostOf(config.getOptionalString('app.baseUrl')),
            }),
          }),
        );
      },
    });
  },
});

function hostOf(baseUrl: string | undefined): string {
  return baseUrl && URL.canParse(baseUrl)
    ? new URL(baseUrl).hostname
    : 'portal.invalid';
}
