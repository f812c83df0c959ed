/**
 * A unified diff of one file or object, coloured, loaded with the first that is shown.
 *
 * @packageDocumentation
 */

export { DiffSection, type DiffSectionProps } from './DiffSection';
export { languageOf } from './languageOf';
export { LazyPatch } from './LazyPatch';
export { LineCounts } from './LineCounts';
export { lineCountsOf } from './lineCountsOf';
export { openAtFirst } from './openAtFirst';
export { diffTranslationRef } from './translation';
