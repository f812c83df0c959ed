export type {
  ApplicationQuery,
  ArgoCDApi,
  ArgoCDRequestOptions,
  EntityApplicationRef,
  EventsQuery,
  ResourceQuery,
} from './ArgoCDApi';
export { ArgoCDClient } from './ArgoCDClient';
