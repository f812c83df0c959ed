import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ApplicationOwnership } from './ownership';
import type { RevisionChanges } from './revisions';

/**
 * Where a module of the Argo CD backend says what it knows of Applications and revisions.
 *
 * @public
 */
export interface ArgoCDExtensionPoint {
  /** The first that knows an Application decides; those of modules come before the configuration's. */
  addOwnership(ownership: ApplicationOwnership): void;
  addRevisionChanges(changes: RevisionChanges): void;
}

/** @public */
export const argocdExtensionPoint = createExtensionPoint<ArgoCDExtensionPoint>({
  id: 'idp-argocd',
});
