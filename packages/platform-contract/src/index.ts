/**
 * Names, paths, kinds and rules of the platform: pure, without I/O, the same in a browser and in Node
 *
 * @packageDocumentation
 */

export {};
