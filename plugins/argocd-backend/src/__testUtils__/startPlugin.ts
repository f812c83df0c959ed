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
  argocdExtensionPoint,
  type ApplicationOwnership,
  type RevisionChanges,
} from '@idp/plugin-argocd-node';
import request from 'supertest';
import { argocdPlugin } from '../plugin';
import type { FakeArgoCD } from '../testing/FakeArgoCD';

export type Decide = (query: {
  permission: { name: string };
  resourceRef?: string;
}) => boolean;

export interface StartOptions {
  instances: Record<string, FakeArgoCD | { url: string; [key: string]: any }>;
  entities?: Entity[];
  config?: object;
  ownership?: ApplicationOwnership;
  changes?: RevisionChanges;
  /** Decides about one entity. All is allowed when absent. */
  decide?: Decide;
  /** The policy's answer depends on the entity. */
  conditional?: boolean;
}

export const TOKEN = 'canary-token-of-the-portal';

/** An entity with annotations. */
export function component(
  name: string,
  annotations: Record<string, string>,
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

/** The plugin in a backend, with real HTTP on both of its sides. */
export async function startPlugin(options: StartOptions) {
  const { decide = () => true, conditional = false } = options;
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
        success: async (more: any) => {
          entry.outcome = 'success';
          entry.more = more?.meta;
        },
        fail: async (more: any) => {
          entry.outcome = 'fail';
          entry.error = more.error.message;
        },
      };
    },
  });
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
  const { ownership, changes } = options;
  const actions = actionsRegistryServiceMock();
  const backend = await startTestBackend({
    features: [
      argocdPlugin,
      createBackendModule({
        pluginId: 'idp-argocd',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { argocd: argocdExtensionPoint },
            async init({ argocd }) {
              if (ownership) argocd.addOwnership(ownership);
              if (changes) argocd.addRevisionChanges(changes);
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
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      mockServices.rootConfig.factory({
        data: {
          argocd: {
            appLocatorMethods: [
              {
                type: 'config',
                instances: Object.entries(options.instances).map(
                  ([name, { url, ...more }]) => ({
                    name,
                    url,
                    ...('calls' in more ? { token: TOKEN } : more),
                  }),
                ),
              },
            ],
            ...options.config,
          },
        },
      }),
    ],
  });
  const as = (user: string) => ({
    call: (method: 'get' | 'post', url: string) =>
      request(backend.server)
        [method](`/api/idp-argocd${url}`)
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
