/**
 * The secrets of an entity: that they are there, how old they are, and whether they have arrived; never a value
 *
 * @packageDocumentation
 */

export { vaultPlugin as default } from './plugin';
