import type { CommitFiles } from '../git';
import type { ApplicationDefinition, RevisionHistory } from './types';
import { isWatched } from './watchedPaths';

const HISTORY = 10;
/** What Argo CD needs to see a commit, and to apply it. */
const NOTICED_MS = 3_000;
const APPLIED_MS = 2_000;

const seconds = (time: number) =>
  `${new Date(time).toISOString().slice(0, 19)}Z`;

/** The deployments of an Application before the sandbox was there, as the commits of main say it. */
export function historyOf(
  definition: ApplicationDefinition,
  log: readonly CommitFiles[],
): RevisionHistory[] {
  const { source, sources } = definition.spec;
  const brought = log.filter(({ files }) =>
    files.some(file => isWatched(definition.watches, file)),
  );
  const commits = brought.length > 0 ? brought : log.slice(-1);
  return commits
    .slice(0, HISTORY)
    .reverse()
    .map(({ commit, date }, id) => {
      const at = new Date(date).getTime() + NOTICED_MS;
      return {
        id,
        ...(sources
          ? {
              sources,
              revisions: sources.map(one =>
                one.chart ? one.targetRevision ?? '' : commit,
              ),
            }
          : { source, revision: commit }),
        deployStartedAt: seconds(at),
        deployedAt: seconds(at + APPLIED_MS),
        initiatedBy: { automated: true },
      };
    });
}
