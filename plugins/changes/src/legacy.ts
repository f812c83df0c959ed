/**
 * The plugin for apps of the old frontend system.
 *
 * @packageDocumentation
 */

export { changesApiRef, type ChangeQuery, type ChangesApi } from './api';
export {
  changesPlugin,
  ChangesPage,
  EntityChangesCard,
  EntityChangesContent,
} from './legacyPlugin';
export { changesTranslationRef } from './translation';
