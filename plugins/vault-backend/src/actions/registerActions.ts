import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { fullEntityRef } from '@idp/parts-node';
import type { EntityAccess } from '../access/EntityAccess';
import type { EntitySecretsReader } from '../entities/EntitySecretsReader';
import { secretStatus } from './secretStatus';

/**
 * What people and agents may call by name, with the caller's own permissions. It reads memory; no action takes or returns a
 * value, and none writes: secrets are written in Vault itself, and declared by a change.
 */
export function registerActions(options: {
  access: EntityAccess;
  registry: ActionsRegistryService;
  secrets: EntitySecretsReader;
}): void {
  const { access, registry, secrets } = options;
  registry.register({
    name: 'get-entity-secrets',
    title: 'Status of an entity’s secrets',
    description:
      'Tells of each secret of a catalog entity whether it is in Vault, how old it is, whether it has arrived in the clusters, and what to do next. Never a value. Reads memory only.',
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
          secrets: z.array(
            z.object({
              server: z.string(),
              mount: z.string(),
              path: z.string(),
              finding: z
                .string()
                .describe(
                  'ok, missing (Git asks for it, Vault does not have it), unowned (only in Vault), foreign (claimed without a part in it), not-delivered, unknown',
                ),
              because: z.string(),
              entityRef: z.string().optional(),
              writtenBy: z.string().optional(),
              state: z.string().optional(),
              version: z.number().optional(),
              changedAt: z.string().optional(),
              rotation: z.string().optional(),
              rotationDueAt: z.string().optional(),
              deliveries: z.array(
                z.object({
                  cluster: z.string(),
                  namespace: z.string(),
                  name: z.string(),
                  state: z.string(),
                  message: z.string().optional(),
                }),
              ),
              next: z
                .object({ message: z.string(), command: z.string().optional() })
                .optional(),
            }),
          ),
          notLive: z
            .array(z.string())
            .describe('Vaults and clusters of which this is the last news'),
          problems: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entity, permissions } = await access.read(
        fullEntityRef(input.entityRef),
        credentials,
      );
      return { output: secretStatus(secrets.read(entity, permissions)) };
    },
  });
}
