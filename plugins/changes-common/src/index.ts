/**
 * What both halves of the changes plugin share: shapes and permissions.
 *
 * @packageDocumentation
 */

export * from './types';
export * from './permissions';
