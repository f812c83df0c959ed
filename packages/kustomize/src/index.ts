/**
 * Renders kustomizations with the kustomize or kubectl of the machine, one or thousands
 *
 * @packageDocumentation
 */

export { buildKustomization } from './buildKustomization';
export { buildAll, type BuildResult, type BuiltDocument } from './buildAll';
export {
  findKustomize,
  KUSTOMIZE_VARIABLE,
  type KustomizeProgram,
} from './findKustomize';
export { KustomizeError } from './KustomizeError';
