/**
 * What the clients of several plugins are made of, in browsers and in backends.
 *
 * @packageDocumentation
 */

export {
  BackendRequests,
  type BackendCall,
  type ClientOptions,
} from './client/BackendRequests';
export { entityPath } from './client/entityPath';
