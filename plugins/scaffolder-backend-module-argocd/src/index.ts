/**
 * Scaffolder action: waits until Argo CD has deployed a change
 *
 * @packageDocumentation
 */

export { scaffolderModuleArgoCD as default } from './module';
