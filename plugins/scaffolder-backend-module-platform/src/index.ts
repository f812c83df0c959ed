/**
 * Scaffolder actions: from the GitOps repository to an open pull request
 *
 * @packageDocumentation
 */

export { scaffolderModulePlatform as default } from './module';
