import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const entityRef = z
  .string()
  .max(300)
  .transform((text, ctx) => {
    try {
      return stringifyEntityRef(parseEntityRef(text)).toLowerCase();
    } catch {
      ctx.addIssue({
        code: 'custom',
        message: 'is no full entity reference, such as system:default/payments',
      });
      return z.NEVER;
    }
  });

export const listQuery = z
  .object({
    state: z.enum(['open', 'merged', 'closed', 'all']).default('open'),
    entityRef: entityRef.optional(),
    author: entityRef.optional(),
    q: z.string().max(200).optional(),
    cursor: z
      .string()
      .max(200)
      .regex(
        /^(id:[0-9]{1,9}|forge:[\w=.:-]{1,190})$/,
        'is not a cursor of this list',
      )
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  })
  .strict();

export const nameQuery = z
  .object({
    tenant: z.string().max(200),
    workload: z.string().max(200).optional(),
    secret: z.string().max(200).optional(),
  })
  .strict()
  .refine(({ workload, secret }) => !secret || workload, {
    message: 'secret needs a workload',
  });

export const changeId = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/, 'is not the number of a change');

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
