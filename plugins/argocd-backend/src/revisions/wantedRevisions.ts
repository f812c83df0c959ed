import type { Application } from '@idp/plugin-argocd-common';
import type { Entry } from '../index/Entry';

/** A commit of one of an Application's sources. */
export interface Commit {
  repoURL: string;
  revision: string;
  /** Where there are several sources. */
  sourceIndex?: number;
}

/** A commit that an Application shows. */
export interface WantedRevision extends Commit {
  /** Of what is there now, and not of the history. */
  current: boolean;
  /** It was deployed, and not only compared with. */
  deployed: boolean;
}

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** The commits among revisions, which are one for each source. A chart's version is none. */
export function commitsOf(
  { sources }: Pick<Application, 'sources'>,
  revisions: readonly string[],
): Commit[] {
  return revisions.flatMap((revision, at) => {
    const source = sources[revisions.length === 1 ? 0 : at];
    if (!source || source.chart || !COMMIT.test(revision)) return [];
    return {
      repoURL: source.repoURL,
      revision,
      sourceIndex: sources.length > 1 ? at : undefined,
    };
  });
}

/** The commits that an Application shows, each once. */
export function revisionsIn({ application }: Entry): WantedRevision[] {
  const { deployments, sync } = application;
  const found = new Map<string, WantedRevision>();
  const add = (
    revisions: string[],
    { current, deployed }: { current: boolean; deployed: boolean },
  ) => {
    for (const commit of commitsOf(application, revisions)) {
      const key = `${commit.repoURL} ${commit.revision}`;
      const known = found.get(key);
      if (known) known.deployed ||= deployed;
      else found.set(key, { ...commit, current, deployed });
    }
  };
  add(sync.revisions, { current: true, deployed: false });
  deployments.forEach(({ revisions }, at) =>
    add(revisions, { current: at === 0, deployed: true }),
  );
  return [...found.values()];
}
