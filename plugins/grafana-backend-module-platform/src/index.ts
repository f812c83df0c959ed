/**
 * Connects the Grafana plugin to the platform
 *
 * @packageDocumentation
 */

export {};
