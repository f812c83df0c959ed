import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  grafanaExtensionPoint,
  type DeploymentMarkers,
  type EntityScopes,
  type SignalQueries,
} from '@idp/plugin-grafana-node';
import {
  recordedTasks,
  startBackend,
  type PortalOptions,
} from '@idp/testing-node';
import { grafanaPlugin } from '../plugin';
import type { FakeUpstreams } from './FakeUpstreams';

export interface StartOptions extends PortalOptions {
  fake: FakeUpstreams;
  environments?: string[];
  /** In the place of what `fake` and `environments` make. */
  config?: object;
  scopes?: EntityScopes;
  markers?: DeploymentMarkers;
  queries?: SignalQueries;
}

export const TOKEN = 'canary-token-of-the-portal';

/** Every entity is measured in the namespace `tenant-<owner>`, as the workload of its name. */
export const ownScopes: EntityScopes = {
  scopeOf: ({ metadata: { name }, relations }) => {
    const team = relations?.[0]?.targetRef.split('/')[1];
    return {
      kind: 'web-service',
      namespace: `tenant-${team}`,
      workload: name,
      ruleGroups: ['workloads'],
      dashboards: {
        uids: ['blueprint-web-service'],
        variables: { namespace: `tenant-${team}`, workload: name },
      },
    };
  },
  ownersOf: ({ namespace, workload }) =>
    namespace && workload ? [`component:default/${workload}`] : [],
};

/** The configuration of all four kinds of upstreams in each environment. */
export function configOf(fake: FakeUpstreams, environments: string[]): object {
  const each = (kind: string) =>
    environments.map(name => ({
      name,
      url: fake.url(`${kind}/${name}`),
      token: TOKEN,
    }));
  return {
    hosts: environments.map(id => ({
      id,
      url: fake.url(`grafana/${id}`),
      domain: `https://grafana.${id}.example.com`,
      token: TOKEN,
      unifiedAlerting: true,
    })),
    prometheus: each('prometheus'),
    alertmanager: each('alertmanager'),
    loki: each('loki'),
  };
}

/** The plugin in a backend, with real HTTP on both of its sides. */
export async function startPlugin(options: StartOptions) {
  const { fake, environments = ['local'] } = options;
  const { run, scheduler, tasks } = recordedTasks();
  const plugin = await startBackend({
    ...options,
    pluginId: 'idp-grafana',
    features: [
      grafanaPlugin,
      createBackendModule({
        pluginId: 'idp-grafana',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { grafana: grafanaExtensionPoint },
            async init({ grafana }) {
              if (options.scopes) grafana.addScopes(options.scopes);
              if (options.markers) grafana.addMarkers(options.markers);
              if (options.queries) grafana.setQueries(options.queries);
            },
          });
        },
      }),
      scheduler.factory,
    ],
    config: {
      grafana: { ...configOf(fake, environments), ...options.config },
    },
  });
  return {
    ...plugin,
    /** Reads all that is read by schedule, now. */
    refresh: run,
    tasks,
  };
}
