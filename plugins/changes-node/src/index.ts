/**
 * ForgeClient: opens, reads and merges pull requests on a Git forge, without a checkout.
 *
 * @packageDocumentation
 */

export * from './ForgeClient';
export * from './ForgeError';
export * from './forgeServiceRef';
