/**
 * The plugin for apps of the old frontend system.
 *
 * @packageDocumentation
 */

export { argocdApiRef, rollBackApiRef, type RollBackApi } from './api';
export {
  ArgoCDPage,
  argocdPlugin,
  EntityArgoCDCard,
  EntityArgoCDContent,
  isArgoCDAvailable,
} from './legacyPlugin';
export { argocdTranslationRef } from './translation';
