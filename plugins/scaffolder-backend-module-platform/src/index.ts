/**
 * Scaffolder actions: from the GitOps repository to an open pull request
 *
 * @packageDocumentation
 */

export { scaffolderModulePlatform as default } from './module';
export {
  buildKustomization,
  findKustomize,
  KustomizeError,
  KUSTOMIZE_VARIABLE,
  type KustomizeProgram,
} from './kustomize';
