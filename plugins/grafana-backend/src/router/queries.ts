import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const several = <T extends z.ZodTypeAny>(item: T, most = 20) =>
  z.preprocess(
    value => (value === undefined ? undefined : [value].flat()),
    z.array(item).max(most).optional(),
  );

const entityPart = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'is no name');

export const entityParams = z.object({
  kind: entityPart,
  namespace: entityPart,
  name: entityPart,
});

export const panelParams = entityParams.extend({
  panel: z.enum([
    'rate',
    'errors',
    'duration',
    'cpu',
    'memory',
    'throughput',
    'age',
    'failures',
    'last-success',
  ]),
});

/** A moment. Without a time zone it would be another one for each who reads it. */
const moment = z
  .string()
  .max(40)
  .datetime({
    offset: true,
    message:
      'is no time as ISO 8601 with a time zone, such as 2026-11-26T10:00:00Z',
  })
  .transform((text, ctx) => {
    const date = new Date(text);
    if (!Number.isNaN(date.getTime())) return date;
    ctx.addIssue({ code: 'custom', message: 'is no time that there is' });
    return z.NEVER;
  });

const environment = entityPart;

export const noQuery = z.object({}).strict();

export const rangeQuery = z
  .object({ from: moment, to: moment, environment: several(environment) })
  .strict();

export const signalQuery = rangeQuery.extend({
  step: z.coerce.number().int().min(1).max(604_800).optional(),
});

export const logsQuery = z
  .object({
    environment,
    from: moment.optional(),
    to: moment.optional(),
    search: z
      .string()
      .max(200)
      .regex(/^[^\p{Cc}]*$/u, 'holds control characters')
      .optional(),
    level: several(
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'unknown']),
    ),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    after: z.string().min(1).max(4_000).optional(),
  })
  .strict()
  .refine(({ after, from, to }) => !(after && (from || to)), {
    message: 'after goes on from an earlier answer: leave from and to out',
  });

export const alertsQuery = z
  .object({
    state: several(
      z.enum(['firing', 'error', 'pending', 'no-data', 'silenced', 'normal']),
    ),
    environment: several(environment),
    cursor: z.string().min(1).max(2_000).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict();

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
