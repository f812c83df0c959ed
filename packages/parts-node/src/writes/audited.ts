import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/**
 * What an audit event of a person's doing holds.
 *
 * @public
 */
export type AuditedEvent = Pick<
  AuditorServiceCreateEventOptions,
  'eventId' | 'request' | 'meta'
>;

/**
 * Does something that leaves an audit event of middle severity, a refused attempt as well.
 *
 * @public
 */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditedEvent,
  action: () => Promise<T>,
): Promise<T> {
  const { eventId, request, meta } = event;
  const created = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
    meta,
  });
  let result: T;
  try {
    result = await action();
  } catch (error) {
    await created.fail({ error: error as Error });
    throw error;
  }
  await created.success();
  return result;
}
