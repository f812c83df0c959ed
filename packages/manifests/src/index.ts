/**
 * Tests of what templates/ and gitops/ render to. The rendering itself is that of the scaffolder's module.
 *
 * @packageDocumentation
 */

export * from './repository';
export * from './render';
