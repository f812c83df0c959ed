/**
 * Tests of what templates/ and gitops/ render to; the package exports nothing.
 *
 * @packageDocumentation
 */

export {};
