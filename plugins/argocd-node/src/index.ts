/**
 * Extension points of the Argo CD backend: whose an Application is, and which change brought a revision
 *
 * @packageDocumentation
 */

export { argocdExtensionPoint, type ArgoCDExtensionPoint } from './extensions';
export type {
  ApplicationIdentity,
  ApplicationOwner,
  ApplicationOwnership,
} from './ownership';
export type { RevisionChanges } from './revisions';
