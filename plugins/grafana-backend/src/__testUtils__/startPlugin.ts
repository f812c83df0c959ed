import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type RootLoggerService,
  type SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  grafanaExtensionPoint,
  type DeploymentMarkers,
  type EntityScopes,
  type SignalQueries,
} from '@idp/plugin-grafana-node';
import request from 'supertest';
import { grafanaPlugin } from '../plugin';
import type { FakeUpstreams } from '../testing/FakeUpstreams';

export type Decide = (query: {
  permission: { name: string };
  resourceRef?: string;
}) => boolean;

export interface StartOptions {
  fake: FakeUpstreams;
  environments?: string[];
  entities?: Entity[];
  /** In the place of what `fake` and `environments` make. */
  config?: object;
  scopes?: EntityScopes;
  markers?: DeploymentMarkers;
  queries?: SignalQueries;
  /** Decides about one entity. All is allowed when absent. */
  decide?: Decide;
  /** The policy's answer depends on the entity. */
  conditional?: boolean;
}

export const TOKEN = 'canary-token-of-the-portal';

/** An entity with annotations. */
export function component(
  name: string,
  annotations: Record<string, string> = {},
  owner = 'group:default/payments',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

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
  const {
    fake,
    environments = ['local'],
    decide = () => true,
    conditional = false,
  } = options;
  const signals = { publish: jest.fn(async () => {}) };
  const logged: string[] = [];
  const logger = recorder(logged);
  const audited: any[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async event => {
      const entry: any = {
        eventId: event.eventId,
        severityLevel: event.severityLevel,
        meta: event.meta,
      };
      audited.push(entry);
      return {
        success: async () => {
          entry.outcome = 'success';
        },
        fail: async (more: any) => {
          entry.outcome = 'fail';
          entry.error = more.error.message;
        },
      };
    },
  });
  const result = (query: any) => ({
    result: decide(query) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
  const authorize = jest.fn(async (queries: any[]) => queries.map(result));
  const permissions = mockServices.permissions.mock({
    authorize: authorize as any,
    authorizeConditional: (async (queries: any[]) =>
      queries.map(query =>
        conditional ? { result: AuthorizeResult.CONDITIONAL } : result(query),
      )) as any,
  });
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });
  /** Reads all that is read by schedule, now. */
  const refresh = async (ids = [...tasks.keys()]) => {
    for (const id of ids) await tasks.get(id)!(new AbortController().signal);
  };
  const backend = await startTestBackend({
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
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
      catalogServiceMock.factory({ entities: options.entities ?? [] }),
      permissions.factory,
      auditor.factory,
      scheduler.factory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      mockServices.rootConfig.factory({
        data: {
          grafana: {
            ...configOf(fake, environments),
            ...options.config,
          },
        },
      }),
    ],
  });
  const as = (user: string) => ({
    call: (method: 'get' | 'post', url: string) =>
      request(backend.server)
        [method](`/api/idp-grafana${url}`)
        .set('authorization', mockCredentials.user.header(user)),
  });
  return {
    ...as('user:default/kim'),
    as,
    audited,
    authorize,
    logged,
    refresh,
    signals,
    tasks,
    server: backend.server,
    stop: () => backend.stop(),
  };
}

/** Keeps each line, with all that was said beside it. */
function recorder(lines: string[]): RootLoggerService {
  const log =
    (level: string) =>
    (message: string, meta?: Error | object): void => {
      lines.push(
        `${level}: ${message} ${
          meta instanceof Error ? meta.stack : JSON.stringify(meta ?? {})
        }`,
      );
    };
  const logger: RootLoggerService = {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
    child: () => logger,
  };
  return logger;
}

/** Asks until the answer is as wanted; a test that waits for ever fails by its own time limit. */
export async function until<T>(
  ask: () => Promise<T> | T,
  fits: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
