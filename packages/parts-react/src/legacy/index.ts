/**
 * For apps of the old frontend system.
 *
 * @packageDocumentation
 */

export { legacyComponent, legacyPage } from './legacyExtensions';
