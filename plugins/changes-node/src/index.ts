/**
 * ForgeClient: opens, reads and merges pull requests on a Git forge, without a checkout.
 *
 * @packageDocumentation
 */

export * from './ForgeClient';
export * from './ForgeError';
export * from './forgeServiceRef';
export * from './createForgeClient';
export * from './config';
export { readPollSeconds } from './pollSeconds';
export * from './local';
export { decodeChangeBody, encodeChangeBody } from './metadata';
export * from './request';
export * from './urlReader';
export * from './verdict';
