/**
 * People and groups of Keycloak as catalog entities
 *
 * @packageDocumentation
 */

export { catalogModulePeople as default } from './module';
