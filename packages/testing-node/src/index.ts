/**
 * What tests of several backend plugins need: a backend, requests, an audit, OpenAPI. Never in production code.
 *
 * @packageDocumentation
 */

export { auditorInto } from './auditorInto';
export { component } from './component';
export { openApi, operationsOf } from './openApi';
export { permissionsBy, type Decide } from './permissionsBy';
export { recordedTasks } from './recordedTasks';
export { recorder } from './recorder';
export {
  bodyOf,
  sendJson,
  serveOnLoopback,
  type Served,
} from './serveOnLoopback';
export { startBackend, type PortalOptions } from './startBackend';
export { until } from './until';
