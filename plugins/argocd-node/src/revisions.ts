/**
 * Finds the change, one pull request, that brought a revision.
 *
 * @public
 */
export interface RevisionChanges {
  /** Asked once for each revision, in the background. Undefined where the portal opened no such change. */
  changeOf(revision: {
    repoURL: string;
    revision: string;
  }): Promise<{ id: string; title: string } | undefined>;
}
