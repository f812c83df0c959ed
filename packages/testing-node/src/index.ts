/**
 * What tests of several backend plugins need: a backend, requests, an audit, OpenAPI. Never in production code.
 *
 * @packageDocumentation
 */

export {};
