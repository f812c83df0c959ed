/**
 * An entity's dashboards, alerts, golden signals and logs
 *
 * @packageDocumentation
 */

export { grafanaApiRef } from './api';
export { AlertsFreshness, EntityAlertsCell } from './catalog';
export { grafanaPlugin, grafanaPlugin as default } from './plugin';
export { grafanaTranslationRef } from './translation';
