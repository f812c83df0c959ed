/**
 * Tenants, workloads and golden paths of the GitOps repository as catalog entities
 *
 * @packageDocumentation
 */

export { catalogModuleTenants as default } from './module';
