import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { announceChanges, VisibleEntities } from '@idp/parts-node';
import {
  vaultPermissions,
  vaultReadPermission,
  vaultSignalChannel,
} from '@idp/plugin-vault-common';
import {
  vaultExtensionPoint,
  type NamespaceOwnership,
  type PathOwnership,
} from '@idp/plugin-vault-node';
import { EntityAccess } from './access/EntityAccess';
import { registerActions } from './actions/registerActions';
import { readConfig } from './config/readConfig';
import { DeliveryRefresh } from './entities/DeliveryRefresh';
import { EntitySecretsReader } from './entities/EntitySecretsReader';
import { SecretViews } from './entities/SecretViews';
import { Inventories } from './inventory/Inventories';
import { InventoryStore } from './inventory/InventoryStore';
import { SecretIndex } from './inventory/SecretIndex';
import { createDeliveries } from './kubernetes/createDeliveries';
import { SecretLists } from './list/SecretLists';
import { secretTable } from './list/SecretTable';
import { observe } from './metrics/observe';
import { ClaimedEntities } from './ownership/ClaimedEntities';
import { PathOwners } from './ownership/PathOwners';
import { placesOf } from './ownership/placesOf';
import { createRouter } from './router/createRouter';

/**
 * The plugin `idp-vault`: the secrets of entities, from a scheduled inventory of each Vault and a watch of each cluster; never
 * a value.
 *
 * @public
 */
export const vaultPlugin = createBackendPlugin({
  pluginId: 'idp-vault',
  register(env) {
    const paths: PathOwnership[] = [];
    const namespaces: NamespaceOwnership[] = [];
    env.registerExtensionPoint(vaultExtensionPoint, {
      addPathOwnership: source => paths.push(source),
      addNamespaceOwnership: source => namespaces.push(source),
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
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
        const { catalog, lifecycle, logger, permissions, scheduler } = services;
        services.permissionsRegistry.addPermissions(vaultPermissions);
        const config = readConfig(services.config);
        const { owners: rules, rotation, servers } = config;
        for (const warning of config.warnings) logger.warn(warning);

        const index = new SecretIndex();
        const inventories = new Inventories({
          config,
          index,
          logger,
          store: await InventoryStore.create(services.database),
        });
        const deliveries = createDeliveries({
          config: services.config,
          logger,
          ownership: namespaces,
          servers: placesOf(servers),
        });
        const owners = new PathOwners({ ownership: paths, rules });
        const views = new SecretViews({
          index,
          deliveries,
          owners,
          rotation,
          servers,
          stateOf: name => inventories.stateOf(name),
        });
        const claimed = new ClaimedEntities({
          auth: services.auth,
          catalog,
          logger,
        });
        let changes = 0;
        const counted = {
          onChange: (listener: () => void) => {
            for (const source of [inventories, deliveries, claimed]) {
              source.onChange(listener);
            }
          },
        };
        counted.onChange(() => {
          changes += 1;
        });
        announceChanges({
          channel: vaultSignalChannel,
          sources: [counted],
          signals: services.signals,
          lifecycle,
          logger,
        });
        lifecycle.addStartupHook(async () => {
          deliveries.start();
          await inventories.start(scheduler);
        });
        lifecycle.addShutdownHook(async () => {
          await Promise.all([deliveries.stop(), inventories.stop()]);
        });
        await scheduler.scheduleTask({
          id: 'idp-vault-claims',
          scope: 'local',
          initialDelay: { seconds: 15 },
          frequency: { minutes: 5 },
          timeout: { minutes: 2 },
          fn: () => claimed.refresh(),
        });
        observe(inventories);

        const sources = () => [...inventories.states(), ...deliveries.states()];
        const access = new EntityAccess({ catalog, permissions });
        const secrets = new EntitySecretsReader({
          index,
          deliveries,
          owners,
          views,
          servers,
          sources,
        });
        registerActions({
          access,
          registry: services.actionsRegistry,
          secrets,
        });
        services.httpRouter.use(
          createRouter({
            access,
            httpAuth: services.httpAuth,
            lists: new SecretLists({
              build: () =>
                secretTable({
                  index,
                  deliveries,
                  claimed,
                  owners,
                  servers,
                  views,
                }),
              version: () => String(changes),
              visible: new VisibleEntities({
                permissions,
                permission: vaultReadPermission,
              }),
            }),
            refresh: new DeliveryRefresh({
              access,
              auditor: services.auditor,
              deliveries,
              secrets,
            }),
            secrets,
            sources,
          }),
        );
      },
    });
  },
});
