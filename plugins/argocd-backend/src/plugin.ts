import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { announceChanges, VisibleEntities } from '@idp/parts-node';
import {
  argocdPermissions,
  argocdReadPermission,
  argocdSignalChannel,
} from '@idp/plugin-argocd-common';
import {
  argocdExtensionPoint,
  type ApplicationOwnership,
  type RevisionChanges,
} from '@idp/plugin-argocd-node';
import { ClaimedEntities } from './access/ClaimedEntities';
import { EntityAccess } from './access/EntityAccess';
import { registerActions } from './actions/registerActions';
import { readConfig } from './config/readConfig';
import { ApplicationDetails } from './details/ApplicationDetails';
import { EntityApplicationsReader } from './entities/EntityApplicationsReader';
import { ApplicationIndex } from './index/ApplicationIndex';
import { ApplicationLists } from './list/ApplicationLists';
import { observe } from './metrics/observe';
import { RevisionStore } from './revisions/RevisionStore';
import { createRouter } from './router/createRouter';
import { TroubleStore } from './troubles/TroubleStore';
import { Instances } from './watch/Instances';
import { ApplicationWrites } from './writes/ApplicationWrites';

/**
 * The plugin `idp-argocd`: the Applications of entities, from one watch of each Argo CD, and what may be done with them.
 *
 * @public
 */
export const argocdPlugin = createBackendPlugin({
  pluginId: 'idp-argocd',
  register(env) {
    const ownership: ApplicationOwnership[] = [];
    const changes: RevisionChanges[] = [];
    env.registerExtensionPoint(argocdExtensionPoint, {
      addOwnership: source => ownership.push(source),
      addRevisionChanges: source => changes.push(source),
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { catalog, lifecycle, logger, permissions } = services;
        services.permissionsRegistry.addPermissions(argocdPermissions);
        const config = readConfig(services.config);
        for (const warning of config.warnings) logger.warn(warning);

        const index = new ApplicationIndex({ ownership, rules: config.owners });
        const instances = new Instances({ config, index, logger });
        const revisions = new RevisionStore({ instances, changes, logger });
        const troubles = new TroubleStore({
          instances,
          confirmDetails: config.confirmDetails,
        });
        index.onChange(({ before, after }) => {
          if (after) revisions.follow(after);
          troubles.follow(before, after);
        });
        announceChanges({
          channel: argocdSignalChannel,
          sources: [index, instances, revisions, troubles],
          signals: services.signals,
          lifecycle,
          logger,
        });
        lifecycle.addStartupHook(() => instances.start());
        lifecycle.addShutdownHook(() => {
          revisions.stop();
          troubles.stop();
          return instances.stop();
        });

        const claimed = new ClaimedEntities({
          auth: services.auth,
          catalog,
          index,
          logger,
        });
        await services.scheduler.scheduleTask({
          id: 'idp-argocd-claims',
          scope: 'local',
          initialDelay: { seconds: 15 },
          frequency: { minutes: 5 },
          timeout: { minutes: 2 },
          fn: () => claimed.refresh(),
        });
        observe({ index, instances, revisions });

        const access = new EntityAccess({ catalog, permissions });
        const applications = new EntityApplicationsReader({
          index,
          instances: () => instances.states(),
          revisions,
          confirmDetails: config.confirmDetails,
          troublesOf: entry => troubles.of(entry),
        });
        const writes = new ApplicationWrites({
          auditor: services.auditor,
          instances,
        });
        registerActions({
          access,
          applications,
          registry: services.actionsRegistry,
          writes,
        });
        services.httpRouter.use(
          createRouter({
            access,
            applications,
            confirmDetails: config.confirmDetails,
            details: new ApplicationDetails(instances),
            httpAuth: services.httpAuth,
            instances: () => instances.states(),
            lists: new ApplicationLists({
              catalog,
              claimed,
              index,
              visible: new VisibleEntities({
                permissions,
                permission: argocdReadPermission,
              }),
            }),
            writes,
          }),
        );
      },
    });
  },
});
