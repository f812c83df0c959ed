import { InputError } from '@backstage/errors';
import { z } from 'zod';

const several = <T extends z.ZodTypeAny>(item: T) =>
  z.preprocess(
    value => (value === undefined ? undefined : [value].flat()),
    z.array(item).max(100).optional(),
  );

const name = z.string().min(1).max(300);

export const listQuery = z
  .object({
    q: z.string().max(200).optional(),
    server: several(name),
    group: several(name),
    writtenBy: several(name),
    finding: several(
      z.enum([
        'ok',
        'unowned',
        'missing',
        'foreign',
        'not-delivered',
        'unknown',
      ]),
    ),
    rotation: several(z.enum(['fresh', 'due-soon', 'overdue'])),
    cursor: z.string().min(1).max(4_000).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict();

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_DAYS = 400;

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'is no date such as 2026-11-26')
  .refine(
    text => !Number.isNaN(Date.parse(text)),
    'is no date such as 2026-11-26',
  );

export const rotationsQuery = z
  .object({ from: day, to: day })
  .strict()
  .refine(
    ({ from, to }) => {
      const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
      return days >= 0 && days <= MOST_DAYS;
    },
    { message: `to is ${MOST_DAYS} days after from at most, and not before` },
  );

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

export const deliveryParams = entityParams.extend({
  cluster: z.string().min(1).max(253),
  deliveryNamespace: kubernetesName,
  delivery: kubernetesName,
});

export const nothing = z.object({}).strict();

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
