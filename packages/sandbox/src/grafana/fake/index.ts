export { createFakeGrafana, type FakeGrafana } from './createFakeGrafana';
