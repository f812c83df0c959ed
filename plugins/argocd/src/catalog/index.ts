export { ArgoCDFreshness } from './ArgoCDFreshness';
export { EntityArgoCDCell } from './EntityArgoCDCell';
