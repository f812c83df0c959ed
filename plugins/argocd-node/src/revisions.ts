import type { DeployedChange } from '@idp/plugin-argocd-common';

/**
 * Finds the change, one pull request, that brought what was deployed.
 *
 * @public
 */
export interface RevisionChanges {
  /**
   * Asked once for each revision of each entity, in the background. Undefined where the portal opened no such change.
   *
   * Argo CD deploys the newest commit that there is, which may be the merge of a change of something else: then it is the last
   * change before it that touched the entity. Without an entity it is the one that the revision itself is the merge of.
   */
  changeOf(deployed: {
    repoURL: string;
    revision: string;
    /** Full reference of what the Application is of, where that is known. */
    entityRef?: string;
  }): Promise<DeployedChange | undefined>;
}
