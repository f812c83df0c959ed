/**
 * Scaffolder actions: from the GitOps repository to an open pull request
 *
 * @packageDocumentation
 */

export {
  buildKustomization,
  findKustomize,
  KustomizeError,
  KUSTOMIZE_VARIABLE,
  type KustomizeProgram,
} from './kustomize';
