import { entityParams, entityPart, several } from '@idp/parts-node';
import {
  ALERT_STATES,
  LOG_LEVELS,
  SIGNAL_PANELS,
} from '@idp/plugin-grafana-common';
import { z } from 'zod';

const MOST = 20;

export const panelParams = entityParams.extend({
  panel: z.enum(SIGNAL_PANELS),
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
  .object({ from: moment, to: moment, environment: several(environment, MOST) })
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
    level: several(z.enum(LOG_LEVELS), MOST),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    after: z.string().min(1).max(4_000).optional(),
  })
  .strict()
  .refine(({ after, from, to }) => !(after && (from || to)), {
    message: 'after goes on from an earlier answer: leave from and to out',
  });

export const alertsQuery = z
  .object({
    state: several(z.enum(ALERT_STATES), MOST),
    environment: several(environment, MOST),
    cursor: z.string().min(1).max(2_000).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict();
