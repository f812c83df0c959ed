/**
 * Connects the Vault plugin to the platform: whose a path and an ExternalSecret is says the contract
 *
 * @packageDocumentation
 */

export { vaultModulePlatform as default } from './module';
