/**
 * The permission policy of the platform
 *
 * @packageDocumentation
 */

export {};
