import { mergeConflict } from '../remote/decisions';
import { RefusedError } from '../remote/refusals';
import type { GithubApi } from './GithubApi';
import { listPullFiles, pathChanges } from './githubChangeFiles';
import type { RestPull } from './githubPulls';

const PAUSES_MS = [500, 1000, 2000, 4000];

/** Merges with a merge commit. Where another merge came first, GitHub asks to try again, and then it does. */
export async function mergeGithubPull(options: {
  api: GithubApi;
  pull: RestPull;
  message: { title: string; text: string };
  pause: (milliseconds: number) => Promise<unknown>;
}): Promise<void> {
  const { api, pull, message, pause } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      const { data } = await api.rest.pulls.merge({
        ...api.at(`merge pull request ${pull.number}`),
        pull_number: pull.number,
        merge_method: 'merge',
        sha: pull.head.sha,
        commit_title: message.title,
        commit_message: message.text,
      });
      if (!data.merged) throw new TypeError('neither merged nor refused');
      return;
    } catch (error) {
      const isBusy = RefusedError.is(error, 405, /base branch was modified/i);
      if (!isBusy || attempt >= PAUSES_MS.length) {
        throw await explain(api, pull, error);
      }
      await pause(PAUSES_MS[attempt]);
    }
  }
}

async function explain(
  api: GithubApi,
  pull: RestPull,
  error: unknown,
): Promise<unknown> {
  return RefusedError.is(error, 405, /not mergeable|conflict/i)
    ? mergeConflict(pull.base.ref, await conflictsOf(api, pull))
    : error;
}

/** GitHub does not say which files are in conflict: those that both sides have touched since they parted. */
export async function conflictsOf(
  api: GithubApi,
  pull: RestPull,
): Promise<string[]> {
  const { data } = await api.rest.repos.compareCommitsWithBasehead({
    ...api.at(`compare pull request ${pull.number}`),
    basehead: `${pull.head.sha}...${pull.base.ref}`,
  });
  const theirs = new Set(pathChanges(data.files ?? []).map(file => file.path));
  const ours = pathChanges(await listPullFiles(api, pull.number));
  return ours
    .map(file => file.path)
    .filter(path => theirs.has(path))
    .sort();
}
