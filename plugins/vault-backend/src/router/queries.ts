import { entityParams, kubernetesName, several } from '@idp/parts-node';
import { z } from 'zod';

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

export const deliveryParams = entityParams.extend({
  cluster: z.string().min(1).max(253),
  deliveryNamespace: kubernetesName,
  delivery: kubernetesName,
});

export const nothing = z.object({}).strict();
