/**
 * Renders kustomizations with the kustomize or kubectl of the machine, one or thousands
 *
 * @packageDocumentation
 */

export { buildKustomization, type BuildOptions } from './buildKustomization';
export {
  buildAll,
  type BuildAllOptions,
  type BuildResult,
  type BuiltDocument,
} from './buildAll';
export { originsOf } from './originsOf';
export {
  findKustomize,
  KUSTOMIZE_VARIABLE,
  type KustomizeProgram,
} from './findKustomize';
export { KustomizeError } from './KustomizeError';
