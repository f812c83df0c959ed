import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { changesEventTopic, type Change } from '@idp/plugin-changes-common';
import type { OpenChangeRequest } from '@idp/plugin-changes-node';
import type { PlatformActionsOptions } from '../options';
import type { Person } from './person';

/** What came of a change, in a form that a checkpoint can keep. */
export type OpenedChange = {
  outcome: 'opened' | 'updated' | 'unchanged';
  /** Empty when main says all of it already. */
  changeId: string;
  changeUrl: string;
};

/**
 * Opens the change, once for the same content: a task that is recovered after it was opened, and perhaps merged, gets
 * the same answer again.
 */
export async function openOnce(
  ctx: ActionContext<any, any>,
  options: PlatformActionsOptions,
  request: OpenChangeRequest,
): Promise<OpenedChange> {
  return await ctx.checkpoint<OpenedChange>({
    key: `open.${fingerprint(request)}`,
    fn: async () => {
      const { forge, auditor } = options;
      const event = await auditor.createEvent({
        eventId: 'change-open',
        severityLevel: 'medium',
        meta: {
          key: request.key,
          author: request.author.entityRef,
          entityRefs: request.entityRefs,
          taskId: ctx.task.id,
        },
      });
      try {
        const { outcome, change } = await forge.openChange(request);
        await event.success({ meta: { outcome, changeId: change?.id } });
        const changeId = change?.id ?? '';
        const changeUrl =
          (forge.reviewedInPortal ? undefined : change?.webUrl) ??
          (changeId && `/changes/${encodeURIComponent(changeId)}`);
        return { outcome, changeId, changeUrl };
      } catch (error) {
        await event.fail({ error: error as Error });
        throw error;
      }
    },
  });
}

/** Tells the rest of the backend; a bus that is down does not undo a change that is open. */
export async function announce(
  options: PlatformActionsOptions,
  opened: OpenedChange,
): Promise<void> {
  try {
    await options.events.publish({
      topic: changesEventTopic,
      eventPayload: { reason: 'change-updated', changeId: opened.changeId },
    });
  } catch (error) {
    options.logger.warn(
      `Change ${opened.changeId} is open, but the event that tells of it was not published: ${error}`,
    );
  }
}

/**
 * Who may write into an open change: for a tenant on the base branch everybody who passed the check of ownership; for
 * one that is not there yet the person who opened it, because no owner has been agreed on.
 */
export function requireMayUpdate(
  existing: Change,
  person: Person,
  createsTenant: boolean,
): void {
  if (!createsTenant || person.isAdmin) return;
  if (existing.author?.entityRef === person.ref) return;
  throw new ConflictError(
    `${
      existing.author?.name ?? 'Somebody else'
    } has an open change with this name already: ${existing.title} (change ${
      existing.id
    }). Have it merged or closed first, or choose another name.`,
  );
}

function fingerprint(request: OpenChangeRequest): string {
  const hash = createHash('sha256');
  const { files, ...rest } = request;
  hash.update(JSON.stringify(rest));
  for (const file of files) {
    hash.update(`\0${file.path}\0`);
    hash.update('content' in file ? file.content : 'delete');
  }
  return hash.digest('hex');
}
