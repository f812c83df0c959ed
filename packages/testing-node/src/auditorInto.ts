import { mockServices } from '@backstage/backend-test-utils';

/** Keeps each event, and what became of it. */
export function auditorInto(audited: any[]) {
  return mockServices.auditor.mock({
    createEvent: async event => {
      const entry: any = {
        eventId: event.eventId,
        severityLevel: event.severityLevel,
        meta: event.meta,
      };
      audited.push(entry);
      return {
        success: async (more: any) => {
          entry.outcome = 'success';
          entry.more = more?.meta;
        },
        fail: async (more: any) => {
          entry.outcome = 'fail';
          entry.error = more.error.message;
        },
      };
    },
  });
}
