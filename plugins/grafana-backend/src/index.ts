/**
 * Dashboards, alerts, golden signals and logs of an entity
 *
 * @packageDocumentation
 */

export {};
