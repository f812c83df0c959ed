export { LazyPatch } from './LazyPatch';
export { openAtFirst } from './openAtFirst';
