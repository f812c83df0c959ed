/**
 * Connects the Argo CD plugin to the platform: whose an Application is says the contract
 *
 * @packageDocumentation
 */

export { argocdModulePlatform as default } from './module';
