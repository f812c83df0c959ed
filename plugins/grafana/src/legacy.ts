/**
 * The plugin for apps of the old frontend system.
 *
 * @packageDocumentation
 */

export { grafanaApiRef } from './api';
export {
  EntityGrafanaCard,
  EntityGrafanaContent,
  grafanaPlugin,
  isGrafanaAvailable,
  ObservabilityPage,
} from './legacyPlugin';
export { grafanaTranslationRef } from './translation';
