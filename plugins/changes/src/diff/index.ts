export { languageOf } from './languageOf';
export { LazyPatch } from './LazyPatch';
export { openAtFirst } from './openAtFirst';
