/**
 * Reads that keep themselves up to date: signals, focus, reconnection
 *
 * @packageDocumentation
 */

export {};
