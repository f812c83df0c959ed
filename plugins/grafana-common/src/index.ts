/**
 * What both halves of the Grafana plugin share: annotations, shapes, permissions and the client.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './client';
export * from './links';
export * from './permissions';
export * from './selector';
export * from './signals';
export * from './types';
