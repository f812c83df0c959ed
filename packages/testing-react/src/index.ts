/**
 * What tests of several frontend plugins need: an app, an address, signals, axe. Never in production code.
 *
 * @packageDocumentation
 */

export { address } from './address';
export { expectAccessible } from './expectAccessible';
export { fakeSignals, type FakeSignals } from './fakeSignals';
export { mockedApi } from './mockedApi';
export { ordersWith } from './ordersWith';
export { refusal } from './refusal';
export { renderersOf } from './renderersOf';
export { renderPlugin } from './renderPlugin';
export type { TestApis } from './testApis';
