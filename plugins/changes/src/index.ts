/**
 * The Changes page, and the open changes of a tenant or workload on its entity page
 *
 * @packageDocumentation
 */

export {};
