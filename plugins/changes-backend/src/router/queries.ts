import { entityRef } from '@idp/parts-node';
import { z } from 'zod';

const ref = entityRef('system:default/payments');

export const listQuery = z
  .object({
    state: z.enum(['open', 'merged', 'closed', 'all']).default('open'),
    entityRef: ref.optional(),
    author: ref.optional(),
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
