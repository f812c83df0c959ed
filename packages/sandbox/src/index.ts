/**
 * Stand-ins for a laptop; never in production code
 *
 * @packageDocumentation
 */

export {};
