/**
 * What both halves of the Vault plugin share: annotations, paths, shapes and permissions. No shape has room for a value.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './client';
export * from './finding';
export * from './permissions';
export * from './secretPath';
export * from './signals';
export * from './types';
