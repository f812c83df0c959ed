/**
 * The Applications of an entity, from a watch of each Argo CD
 *
 * @packageDocumentation
 */

export { argocdPlugin as default } from './plugin';
