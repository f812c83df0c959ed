export { createFakeVault, type FakeVault } from './createFakeVault';
