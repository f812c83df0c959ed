import type { Application } from '@idp/plugin-argocd-common';

/**
 * The revisions that brought what runs. Argo CD's own `sync.revision` is the one that it compared with last: in a repository
 * that others write to as well, that is soon somebody else's commit, which changed nothing here.
 */
export function deployedRevisions({
  deployments,
  sync,
}: Pick<Application, 'deployments' | 'sync'>): string[] {
  return deployments[0]?.revisions ?? sync.revisions;
}

/** Short enough for a line: commits as Git shortens them, versions of charts as they are. */
export function shortRevision(revision: string): string {
  if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(revision)) {
    return revision.slice(0, 7);
  }
  return revision.length > 24 ? `${revision.slice(0, 23)}…` : revision;
}

/** The subject of a commit message. */
export function subjectOf(message: string | undefined): string {
  const [subject = ''] = (message ?? '').trim().split(/\r?\n/);
  return subject.length > 120 ? `${subject.slice(0, 119)}…` : subject;
}
