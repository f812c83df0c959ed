import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { announceChanges, VisibleEntities } from '@idp/parts-node';
import {
  grafanaPermissions,
  grafanaReadPermission,
  grafanaSignalChannel,
} from '@idp/plugin-grafana-common';
import {
  grafanaExtensionPoint,
  type DeploymentMarkers,
  type EntityScopes,
  type SignalQueries,
} from '@idp/plugin-grafana-node';
import { ClaimedEntities } from './access/ClaimedEntities';
import { EntityAccess } from './access/EntityAccess';
import { Alertmanager } from './alertmanager/Alertmanager';
import { AlertLists } from './alerts/AlertLists';
import { readConfig } from './config/readConfig';
import { EntityDashboardsReader } from './dashboards/EntityDashboards';
import { Grafana } from './grafana/Grafana';
import { AlertInventory } from './inventory/AlertInventory';
import { DashboardInventory } from './inventory/DashboardInventory';
import { schedule } from './inventory/schedule';
import { UpdateTimes } from './inventory/UpdateTimes';
import { LogAudit } from './logs/LogAudit';
import { LogReader } from './logs/LogReader';
import { Loki } from './loki/Loki';
import { MarkerReader } from './markers/MarkerReader';
import { observe } from './metrics/observe';
import { Prometheus } from './prometheus/Prometheus';
import { createRouter } from './router/createRouter';
import { Scopes } from './scopes/Scopes';
import { defaultQueries } from './signals/queries';
import { SignalReader } from './signals/SignalReader';
import { Sources } from './sources/Sources';

/**
 * The plugin `idp-grafana`: dashboards, alerts, golden signals and log lines of entities. Dashboards and alerts come from
 * memory; charts and lines are asked for when somebody looks, with queries that are built here.
 *
 * @public
 */
export const grafanaPlugin = createBackendPlugin({
  pluginId: 'idp-grafana',
  register(env) {
    const modules: EntityScopes[] = [];
    const markers: DeploymentMarkers[] = [];
    let queries: SignalQueries = defaultQueries;
    env.registerExtensionPoint(grafanaExtensionPoint, {
      addScopes: source => modules.push(source),
      addMarkers: source => markers.push(source),
      setQueries: source => {
        queries = { ...queries, ...source };
      },
    });
    env.registerInit({
      deps: {
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
        services.permissionsRegistry.addPermissions(grafanaPermissions);
        const config = readConfig(services.config);
        for (const warning of config.warnings) logger.warn(warning);
        const { limits } = config;

        const sources = new Sources(config);
        const upstreams = {
          grafanas: new Map(
            sources.grafanas.map(source => [
              source.name,
              new Grafana(source, limits),
            ]),
          ),
          prometheuses: sources.prometheuses.map(
            source => new Prometheus(source, limits),
          ),
          alertmanagers: sources.alertmanagers.map(
            source => new Alertmanager(source, limits),
          ),
        };
        const scopes = new Scopes(modules, config.owners);
        const dashboards = new DashboardInventory();
        const alerts = new AlertInventory({
          ownersOf: labels => scopes.ownersOf(labels),
        });
        const updates = new UpdateTimes({
          grafanas: upstreams.grafanas,
          inventory: dashboards,
          logger,
        });
        const claimed = new ClaimedEntities({
          alerts,
          auth: services.auth,
          catalog,
          logger,
        });
        announceChanges({
          channel: grafanaSignalChannel,
          sources: [alerts, dashboards, sources],
          signals: services.signals,
          lifecycle,
          logger,
        });
        await schedule({
          alerts,
          claimed,
          dashboards,
          updates,
          upstreams,
          timing: config.timing,
          scheduler: services.scheduler,
          logger,
        });
        lifecycle.addShutdownHook(() => sources.close());

        const signals = new SignalReader({
          prometheuses: upstreams.prometheuses,
          queries,
          sources,
          limits,
        });
        observe({ alerts, dashboards, signals, sources });
        services.httpRouter.use(
          createRouter({
            access: new EntityAccess({ catalog, permissions }),
            alerts,
            audit: new LogAudit(services.auditor),
            dashboards: new EntityDashboardsReader({
              inventory: dashboards,
              grafanas: config.grafanas,
              onShown: (instance, uid) => updates.want(instance, uid),
            }),
            httpAuth: services.httpAuth,
            limits,
            lists: new AlertLists({
              catalog,
              claimed,
              inventory: alerts,
              scopes,
              visible: new VisibleEntities({
                permissions,
                permission: grafanaReadPermission,
              }),
            }),
            logs: new LogReader({
              lokis: sources.lokis.map(source => new Loki(source, limits)),
              limits,
              sources,
            }),
            markers: new MarkerReader({ markers, limits, logger }),
            scopes,
            signals,
            sources,
          }),
        );
      },
    });
  },
});
