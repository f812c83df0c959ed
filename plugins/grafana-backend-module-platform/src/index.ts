/**
 * Connects the Grafana plugin to the platform: what of the measured world is an entity's says the contract
 *
 * @packageDocumentation
 */

export { grafanaModulePlatform as default } from './module';
