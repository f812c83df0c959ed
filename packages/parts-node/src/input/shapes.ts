import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';

/**
 * A parameter of a query that may be there several times.
 *
 * @public
 */
export const several = <T extends z.ZodTypeAny>(item: T, most = 100) =>
  z.preprocess(
    value => (value === undefined ? undefined : [value].flat()),
    z.array(item).max(most).optional(),
  );

/**
 * A kind, a namespace or a name, and whatever else is named like those.
 *
 * @public
 */
export const entityPart = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'is no name');

/**
 * The entity that a path names.
 *
 * @public
 */
export const entityParams = z.object({
  kind: entityPart,
  namespace: entityPart,
  name: entityPart,
});

/**
 * The name of an object in a cluster.
 *
 * @public
 */
export const kubernetesName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'is no name of Kubernetes');

/**
 * A full reference of an entity, made lower case.
 *
 * @public
 */
export const entityRef = (example = 'component:payments/orders') =>
  z
    .string()
    .max(300)
    .transform((text, ctx) => {
      try {
        return stringifyEntityRef(parseEntityRef(text)).toLowerCase();
      } catch {
        ctx.addIssue({
          code: 'custom',
          message: `is no full entity reference, such as ${example}`,
        });
        return z.NEVER;
      }
    });

/**
 * The body of a question about many entities.
 *
 * @public
 */
export const entityRefsBody = z
  .object({ entityRefs: z.array(entityRef()).max(500) })
  .strict();
