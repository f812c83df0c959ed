/**
 * What tests of plugins in an app of the old frontend system need. Never in production code.
 *
 * @packageDocumentation
 */

export { renderInOldApp } from './renderInOldApp';
