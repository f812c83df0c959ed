import { ForgeError } from '../ForgeError';
import { mergeConflict } from '../remote/decisions';
import { RefusedError } from '../remote/refusals';
import { expectOid } from '../remote/withForgeErrors';
import type { GiteaApi } from './GiteaApi';
import type { GiteaPull } from './giteaShapes';
import type { GiteaTrees } from './GiteaTrees';

const PAUSES_MS = [500, 1000, 2000, 4000];
const PAUSES_BEFORE_CONFLICT = 2;

/** Merges with a merge commit, and deletes the branch. Gitea works out in the background whether it can. */
export async function mergeGiteaPull(options: {
  api: GiteaApi;
  trees: GiteaTrees;
  pull: GiteaPull;
  message: { title: string; text: string };
  pause: (milliseconds: number) => Promise<unknown>;
}): Promise<void> {
  const { api, pull, message, pause } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      await api.ask(`merge pull request ${pull.number}`, {
        method: 'POST',
        path: `/pulls/${pull.number}/merge`,
        body: {
          Do: 'merge',
          MergeTitleField: message.title,
          MergeMessageField: message.text,
          head_commit_id: pull.head.sha,
          delete_branch_after_merge: true,
        },
      });
      return;
    } catch (error) {
      const isUnready = RefusedError.is(error, 405, /try again later/i);
      const isBusy = RefusedError.is(error, 409, /push out of date/i);
      const isConflict =
        !isBusy &&
        RefusedError.is(error, 409) &&
        !RefusedError.is(error, 409, /head out of date|PushRejected/i);
      if (isConflict) throw await conflictOf(options);
      // Gitea says the same of a conflict and of what it has not worked out yet.
      const mayTell = isUnready && attempt >= PAUSES_BEFORE_CONFLICT;
      if (mayTell && (await conflictsOf(options)).length > 0) {
        throw await conflictOf(options);
      }
      if (!(isUnready || isBusy)) throw error;
      if (attempt >= PAUSES_MS.length) throw stillBusy(api, pull);
      await pause(PAUSES_MS[attempt]);
    }
  }
}

/** Gitea does not say which files are in conflict: those that both sides have touched since they parted. */
export async function conflictsOf({
  trees,
  pull,
}: {
  trees: GiteaTrees;
  pull: GiteaPull;
}): Promise<string[]> {
  const [base, ours, theirs] = await Promise.all(
    [pull.merge_base, pull.head.sha, pull.base.sha].map(commit =>
      trees.rootOf(expectOid(commit)),
    ),
  );
  const [mine, other] = await Promise.all([
    trees.diff(base, ours),
    trees.diff(base, theirs),
  ]);
  const after = new Map(
    (other ?? []).map(change => [change.path, change.after?.oid]),
  );
  return (mine ?? [])
    .filter(
      ({ path, after: entry }) =>
        after.has(path) && after.get(path) !== entry?.oid,
    )
    .map(({ path }) => path)
    .sort();
}

async function conflictOf(options: {
  trees: GiteaTrees;
  pull: GiteaPull;
}): Promise<ForgeError> {
  const files = await conflictsOf(options);
  return mergeConflict(options.pull.base.label, files);
}

function stillBusy(api: GiteaApi, { number }: GiteaPull): ForgeError {
  return new ForgeError(
    'unavailable',
    `${api.title} is still working out whether change ${number} can be merged: try again in a minute`,
  );
}
