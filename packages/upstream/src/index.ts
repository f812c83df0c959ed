/**
 * HTTP access to an upstream API: limits, rotation of tokens, circuit, freshness, single flight
 *
 * @packageDocumentation
 */

export {};
