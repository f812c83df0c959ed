/**
 * An entity's Applications: sync, health, resources, differences, history, and what may be done with them
 *
 * @packageDocumentation
 */

export { argocdApiRef, rollBackApiRef, type RollBackApi } from './api';
export { ArgoCDFreshness, EntityArgoCDCell } from './catalog';
export { argocdPlugin, argocdPlugin as default } from './plugin';
export { argocdTranslationRef } from './translation';
