/**
 * An entity's Applications: sync, health, resources, differences, history, and what may be done with them
 *
 * @packageDocumentation
 */

export {};
