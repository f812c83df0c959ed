/**
 * What both halves of the Argo CD plugin share: annotations, shapes, permissions and the client.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './client';
export * from './permissions';
export * from './signals';
export * from './types';
