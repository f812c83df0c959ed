import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
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
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import request from 'supertest';
import { auditorInto } from './auditorInto';
import { permissionsBy, type Decide } from './permissionsBy';
import { recorder } from './recorder';

/** What a test says of the portal around a plugin. */
export interface PortalOptions {
  entities?: Entity[];
  /** Decides about one entity. All is allowed when absent. */
  decide?: Decide;
  /** The policy's answer depends on the entity. */
  conditional?: boolean;
}

/**
 * One plugin in a backend, with real HTTP, in a portal whose services a test looks at: what was logged and audited, which
 * signals were sent, what the policy was asked, which actions there are.
 */
export async function startBackend(
  options: PortalOptions & {
    pluginId: string;
    /** The plugin, what extends it, and further services. */
    features: BackendFeature[];
    config: object;
  },
) {
  const { config, entities = [], features, pluginId } = options;
  const signals = { publish: jest.fn(async () => {}) };
  const logged: string[] = [];
  const audited: any[] = [];
  const actions = actionsRegistryServiceMock();
  const { authorize, permissions } = permissionsBy(options);
  const backend = await startTestBackend({
    features: [
      ...features,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => recorder(logged),
      }),
      catalogServiceMock.factory({ entities }),
      permissions.factory,
      auditorInto(audited).factory,
      mockServices.rootConfig.factory({ data: config as any }),
    ],
  });
  const as = (user: string) => ({
    /** `url` is below the plugin's own. */
    call: (method: 'get' | 'post', url: string) =>
      request(backend.server)
        [method](`/api/${pluginId}${url}`)
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
