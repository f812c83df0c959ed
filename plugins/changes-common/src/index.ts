/**
 * What both halves of the changes plugin share: shapes and permissions.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './events';
export * from './permissions';
export * from './types';
