import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { fullEntityRef } from '@idp/parts-node';
import type { EntityAccess } from '../access/EntityAccess';
import type { EntityApplicationsReader } from '../entities/EntityApplicationsReader';
import { findApplication } from '../entities/findApplication';
import { applicationStatus } from './applicationStatus';
import type { ApplicationWrites } from '../writes/ApplicationWrites';

export interface ActionOptions {
  access: EntityAccess;
  applications: EntityApplicationsReader;
  registry: ActionsRegistryService;
  writes: ApplicationWrites;
}

/**
 * What people and agents may call by name: read and refresh, with the caller's own permissions. None creates or changes an
 * Application, as Git is the only authority.
 */
export function registerActions(options: ActionOptions): void {
  const { access, applications, registry, writes } = options;

  registry.register({
    name: 'get-entity-applications',
    title: 'Status of an entity’s Argo CD Applications',
    description:
      'Tells of each Argo CD Application of a catalog entity whether it is synced and healthy, which revision it is at, and what is wrong with it. Reads memory only.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('A full reference, such as component:payments/orders'),
        }),
      output: z =>
        z.object({
          applications: z.array(
            z.object({
              instance: z.string(),
              namespace: z.string(),
              name: z.string(),
              project: z.string(),
              sync: z.string(),
              health: z.string(),
              healthMessage: z.string().optional(),
              revisions: z.array(z.string()),
              operation: z.string().optional(),
              operationMessage: z.string().optional(),
              conditions: z.array(z.string()),
              deployedAt: z.string().optional(),
              stale: z
                .boolean()
                .describe('The instance is not reached: this is its last news'),
              url: z.string().optional(),
            }),
          ),
          missing: z.array(z.string()),
          problems: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entity, permissions } = await access.read(
        fullEntityRef(input.entityRef),
        credentials,
      );
      return {
        output: applicationStatus(applications.read(entity, permissions)),
      };
    },
  });

  registry.register({
    name: 'refresh-application',
    title: 'Refresh an Argo CD Application',
    description:
      'Makes Argo CD compare one Application of a catalog entity with Git anew. Changes nothing by itself; an Application with automated sync may then sync.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string(),
          instance: z.string(),
          namespace: z
            .string()
            .describe('The namespace that the Application itself is in'),
          name: z.string(),
          hard: z
            .boolean()
            .optional()
            .describe('Also render anew what has not changed'),
        }),
      output: z => z.object({ refreshed: z.boolean() }),
    },
    action: async ({ input, credentials }) => {
      const { hard, instance, namespace, name } = input;
      const entityRef = fullEntityRef(input.entityRef);
      const application = { instance, namespace, name };
      await writes.do({
        write: { action: 'refresh', body: hard === undefined ? {} : { hard } },
        actor: actorOf(credentials),
        application,
        entityRef,
        find: () =>
          findApplication(options, { application, credentials, entityRef }),
      });
      return { output: { refreshed: true } };
    },
  });
}

function actorOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'unknown';
}
