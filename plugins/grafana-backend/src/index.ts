/**
 * Dashboards, alerts, golden signals and log lines of entities
 *
 * @packageDocumentation
 */

export { grafanaPlugin as default } from './plugin';
