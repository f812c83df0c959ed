/**
 * The real components of the platform as processes on loopback
 *
 * @packageDocumentation
 */

export {};
