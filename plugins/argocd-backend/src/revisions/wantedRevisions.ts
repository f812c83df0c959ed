import type { Entry } from '../index/Entry';

/** A commit of one of an Application's sources. */
export interface WantedRevision {
  repoURL: string;
  revision: string;
  /** Where there are several sources. */
  sourceIndex?: number;
  /** Of what is there now, and not of the history. */
  current: boolean;
}

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** The commits that an Application shows. A chart's version is none. */
export function revisionsIn({ application }: Entry): WantedRevision[] {
  const { deployments, sources, sync } = application;
  const found = new Map<string, WantedRevision>();
  const add = (revisions: string[], current: boolean) => {
    revisions.forEach((revision, at) => {
      const source = sources[revisions.length === 1 ? 0 : at];
      if (!source || source.chart || !COMMIT.test(revision)) return;
      const key = `${source.repoURL} ${revision}`;
      if (found.has(key)) return;
      found.set(key, {
        repoURL: source.repoURL,
        revision,
        sourceIndex: sources.length > 1 ? at : undefined,
        current,
      });
    });
  };
  add(sync.revisions, true);
  deployments.forEach(({ revisions }, at) => add(revisions, at === 0));
  return [...found.values()];
}
