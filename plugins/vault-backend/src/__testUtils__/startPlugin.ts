import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  vaultExtensionPoint,
  type NamespaceOwnership,
  type PathOwnership,
} from '@idp/plugin-vault-node';
import request from 'supertest';
import type { FakeCluster } from '../kubernetes/testing/FakeCluster';
import { VAULT_URL } from '../kubernetes/testing/objects';
import { vaultPlugin } from '../plugin';
import type { FakeVault } from '../testing/FakeVault';

// Jest does not load modules by import() that are packages of CommonJS.
jest.mock('../kubernetes/client/library', () => ({
  loadLibrary: async () => jest.requireActual('@kubernetes/client-node'),
}));

export type Decide = (query: {
  permission: { name: string };
  resourceRef?: string;
}) => boolean;

export interface StartOptions {
  vaults: Record<string, FakeVault>;
  clusters?: Record<string, FakeCluster>;
  entities?: Entity[];
  /** Below `vault`, beside the servers. */
  config?: object;
  /** Of each server. */
  server?: object;
  paths?: PathOwnership;
  namespaces?: NamespaceOwnership;
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
  namespace = 'default',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace, annotations },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

/** The plugin in a backend, with real HTTP on all of its sides. */
export async function startPlugin(options: StartOptions) {
  const { clusters = {}, decide = () => true, conditional = false } = options;
  const signals = { publish: jest.fn(async () => {}) };
  const logged: string[] = [];
  const audited: any[] = [];
  const runs: Array<() => Promise<void>> = [];
  const authorize = jest.fn(async (queries: any[]) =>
    queries.map(query => ({
      result: decide(query) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    })),
  );
  const permissions = mockServices.permissions.mock({
    authorize: authorize as any,
    authorizeConditional: (async (queries: any[]) =>
      queries.map(query =>
        conditional
          ? { result: AuthorizeResult.CONDITIONAL }
          : {
              result: decide(query)
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
            },
      )) as any,
  });
  const actions = actionsRegistryServiceMock();
  const backend = await startTestBackend({
    features: [
      vaultPlugin,
      createBackendModule({
        pluginId: 'idp-vault',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { vault: vaultExtensionPoint },
            async init({ vault }) {
              if (options.paths) vault.addPathOwnership(options.paths);
              if (options.namespaces) {
                vault.addNamespaceOwnership(options.namespaces);
              }
            },
          });
        },
      }),
      ...replaced({
        signals,
        actions,
        logger: recorder(logged),
        scheduler: {
          scheduleTask: async ({ fn }: any) => {
            runs.push(fn);
          },
        },
      }),
      catalogServiceMock.factory({ entities: options.entities ?? [] }),
      permissions.factory,
      auditorInto(audited).factory,
      mockServices.rootConfig.factory({
        data: {
          vault: {
            servers: Object.entries(options.vaults).map(([name, vault]) => ({
              name,
              baseUrl: vault.url,
              addresses: [VAULT_URL],
              secretEngine: 'kv',
              auth: { type: 'static', secret: TOKEN },
              ...options.server,
            })),
            inventory: { requestsPerSecond: 1_000 },
            ...options.config,
          },
          kubernetes: {
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: Object.entries(clusters).map(([name, cluster]) => ({
                  name,
                  url: cluster.url,
                  authProvider: 'serviceAccount',
                  serviceAccountToken: cluster.token,
                })),
              },
            ],
          },
        },
      }),
    ],
  });
  const as = (user: string) => ({
    call: (method: 'get' | 'post', url: string) =>
      request(backend.server)
        [method](`/api/idp-vault${url}`)
        .set('authorization', mockCredentials.user.header(user)),
  });
  return {
    ...as('user:default/kim'),
    as,
    actions,
    audited,
    authorize,
    logged,
    signals,
    server: backend.server,
    /** One look at each Vault, and at the claims of entities. */
    async run() {
      for (const run of runs) await run();
    },
    stop: () => backend.stop(),
  };
}

function replaced(services: {
  signals: object;
  actions: object;
  logger: RootLoggerService;
  scheduler: object;
}) {
  return [
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => services.signals as any,
    }),
    createServiceFactory({
      service: actionsRegistryServiceRef,
      deps: {},
      factory: () => services.actions as any,
    }),
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => services.logger,
    }),
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => services.scheduler as any,
    }),
  ];
}

function auditorInto(audited: any[]) {
  return mockServices.auditor.mock({
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
