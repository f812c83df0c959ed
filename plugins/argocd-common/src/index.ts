/**
 * What both halves of the Argo CD plugin share: annotations, shapes and permissions.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './permissions';
export * from './signals';
export * from './types';
