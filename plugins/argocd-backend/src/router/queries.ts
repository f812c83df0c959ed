import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const several = <T extends z.ZodTypeAny>(item: T) =>
  z.preprocess(
    value => (value === undefined ? undefined : [value].flat()),
    z.array(item).max(100).optional(),
  );

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

const entityPart = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'is no name');

export const entityParams = z.object({
  kind: entityPart,
  namespace: entityPart,
  name: entityPart,
});

const kubernetesName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'is no name of Kubernetes');

export const applicationParams = entityParams.extend({
  instance: entityPart,
  appNamespace: kubernetesName,
  app: kubernetesName,
});

export const summariesBody = z
  .object({
    entityRefs: z
      .array(
        z
          .string()
          .max(300)
          .transform((text, ctx) => {
            try {
              return stringifyEntityRef(parseEntityRef(text)).toLowerCase();
            } catch {
              ctx.addIssue({
                code: 'custom',
                message:
                  'is no full entity reference, such as component:payments/orders',
              });
              return z.NEVER;
            }
          }),
      )
      .max(500),
  })
  .strict();

/** Reads input or says which field is wrong. */
export function read<T extends z.ZodTypeAny>(
  schema: T,
  input: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues
    .map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(' '),
    )
    .join('; ');
  throw new InputError(`${what}: ${issues}`);
}

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
