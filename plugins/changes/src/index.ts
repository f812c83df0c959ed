/**
 * The Changes page, and the open changes of a tenant or workload on its entity page
 *
 * @packageDocumentation
 */

export { changesApiRef, type ChangeQuery, type ChangesApi } from './api';
export { changesPlugin as default } from './plugin';
export { changesTranslationRef } from './translation';
