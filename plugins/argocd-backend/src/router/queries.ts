import {
  entityParams,
  entityPart,
  kubernetesName,
  several,
} from '@idp/parts-node';
import { z } from 'zod';

const name = z.string().min(1).max(253);

export const listQuery = z
  .object({
    q: z.string().max(200).optional(),
    instance: several(name),
    project: several(name),
    group: several(z.string().min(1).max(300)),
    sync: several(z.enum(['Synced', 'OutOfSync', 'Unknown'])),
    health: several(
      z.enum([
        'Healthy',
        'Progressing',
        'Degraded',
        'Suspended',
        'Missing',
        'Unknown',
      ]),
    ),
    cursor: z.string().min(1).max(1_000).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict();

export const applicationParams = entityParams.extend({
  instance: entityPart,
  appNamespace: kubernetesName,
  app: kubernetesName,
});

const resourceName = z.string().min(1).max(253);
const kind = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,62}$/, 'is no kind of Kubernetes');
const group = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$/, 'is no API group');

const resource = z
  .object({
    group: group.default(''),
    kind,
    namespace: kubernetesName.optional(),
    name: resourceName,
  })
  .strict();

/** All objects, or one. */
export const diffQuery = z.union([z.object({}).strict(), resource]);

export const eventsQuery = z.union([
  z.object({}).strict(),
  z
    .object({
      uid: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,128}$/, 'is no uid')
        .optional(),
      namespace: kubernetesName.optional(),
      name: resourceName,
    })
    .strict(),
]);

const deploymentId = z.coerce
  .number()
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER);

export const compareQuery = z
  .object({ from: deploymentId, to: deploymentId })
  .strict();

export const refreshBody = z.object({ hard: z.boolean().optional() }).strict();

export const syncBody = z
  .object({
    prune: z.boolean().optional(),
    dryRun: z.boolean().optional(),
    resources: z
      .array(
        z
          .object({
            group,
            kind,
            namespace: kubernetesName.optional(),
            name: resourceName,
          })
          .strict(),
      )
      .min(1, 'names no object: leave it out to sync all')
      .max(500)
      .optional(),
  })
  .strict();

export const terminateBody = z.object({}).strict();
