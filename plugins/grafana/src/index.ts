/**
 * An entity's dashboards, alerts, golden signals and logs
 *
 * @packageDocumentation
 */
export {};
