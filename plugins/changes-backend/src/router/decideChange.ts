import { NotAllowedError } from '@backstage/errors';
import type { Change } from '@idp/plugin-changes-common';
import type { Request } from 'express';
import type { RouterOptions } from './createRouter';

export type Decision = 'merge' | 'close';

const words = {
  merge: { verb: 'merge', done: 'merged' },
  close: { verb: 'close', done: 'closed' },
} as const;

/** Merges or closes a change for the signed-in person, if they may; every attempt is audited. */
export async function decideChange(
  decision: Decision,
  id: string,
  request: Request,
  options: RouterOptions,
): Promise<Change> {
  const { access, auditor, forge, httpAuth, mirror, personOf, onDecided } =
    options;
  const event = await auditor.createEvent({
    eventId: `change-${decision}`,
    severityLevel: 'medium',
    request,
    meta: { changeId: id },
  });
  try {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    // As the forge has it now, and not as it was when the page was read: what is judged is what is merged.
    const change = await forge.getChange(id);
    if (!(await access.mayDecide(credentials, change))) {
      throw new NotAllowedError(
        `You may not ${
          words[decision].verb
        } change ${id}. Its files belong to ${
          change.entityRefs.join(', ') || 'the platform'
        }: ask a member of the owner group, or a platform administrator.`,
      );
    }
    const person = await personOf(credentials);
    const decided =
      decision === 'merge'
        ? await forge.mergeChange(id, {
            person,
            headCommit: change.headCommit,
          })
        : await forge.closeChange(id, { person });
    mirror.put(decided);
    await event.success({ meta: { state: decided.state } });
    await onDecided(decided);
    return decided;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
