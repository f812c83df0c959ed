import type { Bed } from '../bed/Bed';
import { until } from '../lib/until';
import { repositoryName } from '../services/gitea/repository';
import { gitea } from '../services/gitea/service';
import { portal } from '../services/portal';

/** A pull request, as Gitea knows it. */
export async function pullRequest(bed: Bed, number: string): Promise<any> {
  const { client, accounts } = bed.take(gitea);
  return client.do('GET', `repos/${repositoryName}/pulls/${number}`, {
    as: accounts.reviewer,
  });
}

/** Paths of the files that a pull request changes. */
export async function filesOf(bed: Bed, number: string): Promise<string[]> {
  const { client, accounts } = bed.take(gitea);
  const files = await client.do(
    'GET',
    `repos/${repositoryName}/pulls/${number}/files?limit=50`,
    { as: accounts.reviewer },
  );
  return files.map(({ filename }: { filename: string }) => filename).sort();
}

/** The reviewer merges a pull request on Gitea; resolves to the commit on main. */
export async function mergeOnForge(bed: Bed, number: string): Promise<string> {
  const { client, accounts } = bed.take(gitea);
  return until(
    `pull request ${number} is merged`,
    async () => {
      // Gitea works out a moment after a push whether it can be merged.
      const { status, text } = await client.ask(
        'POST',
        `repos/${repositoryName}/pulls/${number}/merge`,
        { as: accounts.reviewer, body: { Do: 'merge' } },
      );
      if (status >= 300) throw new Error(`${status} ${text.slice(0, 200)}`);
      const { merge_commit_sha: commit } = await pullRequest(bed, number);
      return commit as string;
    },
    { timeoutMs: 60_000 },
  );
}

/** Waits until the portal says of a change that it is merged, which its webhook tells it. */
export async function mergedInPortal(bed: Bed, number: string): Promise<void> {
  await until(
    `the portal says that change ${number} is merged`,
    async () => {
      const { state } = await bed
        .take(portal)
        .get(`idp-changes/changes/${number}`);
      if (state !== 'merged') throw new Error(state);
      return true;
    },
    { timeoutMs: 90_000 },
  );
}
