import type { Entity } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/frontend-plugin-api';
import type { Application, Deployment } from '@idp/plugin-argocd-common';

/**
 * Knows where one goes back to an earlier deployment by a change in Git, such as the form of a golden path. A portal that
 * has such a thing provides it; the plugin itself knows of none.
 *
 * @public
 */
export interface RollBackApi {
  /** The address of the form, filled in; undefined where this one cannot be brought back so. */
  linkFor(options: {
    entity: Entity;
    application: Application;
    /** What to go back to. */
    deployment: Deployment;
  }): string | undefined;
}

/**
 * To offer a way back through Git.
 *
 * @public
 */
export const rollBackApiRef = createApiRef<RollBackApi>({
  id: 'plugin.idp-argocd.roll-back',
});
