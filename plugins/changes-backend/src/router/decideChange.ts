import { NotAllowedError } from '@backstage/errors';
import type { Change } from '@idp/plugin-changes-common';
import { ForgeError, type ForgeClient } from '@idp/plugin-changes-node';
import type { Request } from 'express';
import type { RouterOptions } from './createRouter';

export type Decision = 'merge' | 'close';

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
    const change = await forge.getChange(id);
    if (decision === 'merge') await requireBaseBranch(forge, change);
    if (!(await access.mayDecide(credentials, change, { asItIsNow: true }))) {
      throw new NotAllowedError(
        `You may not ${decision} change ${id}. Its files belong to ${
          change.entityRefs.join(', ') || 'the platform'
        }: ask a member of the owner group, or a platform administrator.`,
      );
    }
    await requireUnchanged(forge, change);
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

/** A pull request into another branch is none of the platform's, and may be turned round after it was read. */
async function requireBaseBranch(
  forge: ForgeClient,
  { id, baseBranch }: Change,
): Promise<void> {
  const { branch } = await forge.getHead();
  if (baseBranch === branch) return;
  throw new ForgeError(
    'conflict',
    `Change ${id} goes into ${baseBranch} and not into ${branch}: change its base branch on the forge, or close it`,
  );
}

/**
 * The files were judged between two looks at the change: what they belong to is still what it was. The merge itself takes
 * this head and no other. What is left on a forge over HTTP: a branch that is moved away and back between the two looks,
 * as a forge gives out the files of a pull request and not those of a commit. Who may push to the branch of a change can
 * try that, so the README asks for a rule that nobody but the portal may.
 */
async function requireUnchanged(
  forge: ForgeClient,
  { id, headCommit, baseBranch }: Change,
): Promise<void> {
  const now = await forge.getChange(id);
  if (now.headCommit === headCommit && now.baseBranch === baseBranch) return;
  throw new ForgeError(
    'conflict',
    `Change ${id} was updated in the meantime: read it again, then decide`,
  );
}
