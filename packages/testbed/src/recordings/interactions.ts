import type { AccountName } from '../services/argocd/settings';

/** One request to Argo CD whose answer is recorded, and asked of the sandbox's stand-in, too. */
export interface Interaction {
  /** File name of the recording. */
  name: string;
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  /** May hold `{revision}`, the commit of the workload, and `{resourceVersion}`, that of a list just before. */
  path: string;
  /** Whose token; undefined for none, `invalid` for one that nobody made. */
  as?: AccountName | 'invalid';
  headers?: Record<string, string>;
  body?: unknown;
  /** The answer is a stream: it is read until this many messages came. */
  messages?: number;
  /** The stream says nothing until something changes: a refresh, meanwhile. */
  untilRefreshed?: boolean;
}

const app = '/api/v1/applications/demo--hello';
const list = '/api/v1/applications';
const stream = '/api/v1/stream/applications';
const fields =
  'metadata.resourceVersion,items.metadata.name,items.metadata.namespace,items.metadata.labels,items.spec.project,items.status.sync,items.status.health.status,items.status.operationState.phase';
const sse = { accept: 'text/event-stream' };

/**
 * What the portal asks of Argo CD, and the refusals that it must understand. In order: those that change something stand
 * last.
 */
export const argocdInteractions: Interaction[] = [
  { name: 'version', path: '/api/version', as: 'portal' },
  { name: 'userinfo', path: '/api/v1/session/userinfo', as: 'portal' },
  { name: 'userinfo-anonymous', path: '/api/v1/session/userinfo' },
  { name: 'list', path: list, as: 'portal' },
  {
    name: 'list-by-selector',
    path: `${list}?selector=platform.idp/tenant%3Ddemo,platform.idp/kind%3Dworkload`,
    as: 'portal',
  },
  { name: 'list-by-name', path: `${list}?name=demo--hello`, as: 'portal' },
  { name: 'list-by-project', path: `${list}?projects=demo`, as: 'portal' },
  {
    name: 'list-fields',
    path: `${list}?fields=${fields}`,
    as: 'portal',
  },
  { name: 'list-none', path: `${list}?name=no-such-application`, as: 'portal' },
  { name: 'list-without-rights', path: list, as: 'stranger' },
  { name: 'list-anonymous', path: list },
  { name: 'list-invalid-token', path: list, as: 'invalid' },
  { name: 'get', path: `${app}?appNamespace=argocd`, as: 'portal' },
  {
    name: 'get-boundary',
    path: '/api/v1/applications/tenant--demo',
    as: 'portal',
  },
  {
    name: 'get-fields',
    path: `${app}?fields=metadata.name,status.sync,status.health`,
    as: 'portal',
  },
  { name: 'get-refresh', path: `${app}?refresh=normal`, as: 'portal' },
  {
    name: 'get-missing',
    path: '/api/v1/applications/no-such-application',
    as: 'portal',
  },
  {
    name: 'get-missing-in-project',
    path: '/api/v1/applications/no-such-application?project=demo',
    as: 'portal',
  },
  {
    name: 'get-foreign-namespace',
    path: `${app}?appNamespace=elsewhere`,
    as: 'portal',
  },
  { name: 'get-without-rights', path: app, as: 'stranger' },
  { name: 'get-anonymous', path: app },
  { name: 'resource-tree', path: `${app}/resource-tree`, as: 'portal' },
  {
    name: 'resource-tree-missing',
    path: '/api/v1/applications/no-such-application/resource-tree',
    as: 'portal',
  },
  { name: 'managed-resources', path: `${app}/managed-resources`, as: 'portal' },
  {
    name: 'managed-resources-of-kind',
    path: `${app}/managed-resources?group=apps&kind=Deployment&name=hello&namespace=tenant-demo`,
    as: 'portal',
  },
  { name: 'events', path: `${app}/events`, as: 'portal' },
  { name: 'manifests', path: `${app}/manifests`, as: 'portal' },
  {
    name: 'manifests-of-revision',
    path: `${app}/manifests?revision={revision}`,
    as: 'portal',
  },
  {
    name: 'manifests-of-the-platform',
    path: '/api/v1/applications/tenant--demo/manifests',
    as: 'portal',
  },
  { name: 'sync-windows', path: `${app}/syncwindows`, as: 'portal' },
  {
    name: 'revision-metadata',
    path: `${app}/revisions/{revision}/metadata`,
    as: 'portal',
  },
  {
    name: 'revision-metadata-unknown',
    path: `${app}/revisions/0000000000000000000000000000000000000000/metadata`,
    as: 'portal',
  },
  { name: 'links', path: `${app}/links`, as: 'portal' },
  {
    name: 'resource',
    path: `${app}/resource?group=apps&version=v1&kind=Deployment&resourceName=hello&namespace=tenant-demo`,
    as: 'portal',
  },
  {
    name: 'logs-without-rights',
    path: `${app}/logs?namespace=tenant-demo&kind=Deployment&group=apps&resourceName=hello&tailLines=5&follow=false`,
    as: 'portal',
  },
  { name: 'projects', path: '/api/v1/projects', as: 'portal' },
  { name: 'project', path: '/api/v1/projects/demo', as: 'portal' },
  {
    name: 'project-missing',
    path: '/api/v1/projects/no-such-project',
    as: 'portal',
  },
  { name: 'applicationsets', path: '/api/v1/applicationsets', as: 'platform' },
  { name: 'clusters', path: '/api/v1/clusters', as: 'portal' },
  { name: 'no-such-route', path: '/api/v1/no-such-route', as: 'portal' },
  {
    name: 'stream-ndjson',
    path: `${stream}?name=demo--hello`,
    as: 'portal',
    messages: 1,
  },
  {
    name: 'stream-sse',
    path: `${stream}?name=demo--hello`,
    as: 'portal',
    headers: sse,
    messages: 1,
  },
  {
    name: 'stream-fields',
    path: `${stream}?name=demo--hello&fields=result.type,result.application.metadata.name,result.application.metadata.resourceVersion,result.application.status.sync.status,result.application.status.health.status`,
    as: 'portal',
    messages: 1,
  },
  {
    name: 'stream-from-version',
    path: `${stream}?selector=platform.idp/kind%3Dworkload&resourceVersion={resourceVersion}`,
    as: 'portal',
    messages: 1,
    untilRefreshed: true,
  },
  { name: 'stream-anonymous', path: stream, headers: sse, messages: 1 },
  {
    name: 'stream-resource-tree',
    path: `${stream}/demo--hello/resource-tree`,
    as: 'portal',
    messages: 1,
    untilRefreshed: true,
  },
  {
    name: 'sync-without-rights',
    method: 'POST',
    path: `${app}/sync`,
    as: 'viewer',
    body: {},
  },
  {
    name: 'delete-without-rights',
    method: 'DELETE',
    path: app,
    as: 'portal',
  },
  {
    name: 'rollback-without-rights',
    method: 'POST',
    path: `${app}/rollback`,
    as: 'viewer',
    body: { id: 0 },
  },
  {
    name: 'terminate-not-json',
    method: 'DELETE',
    path: `${app}/operation`,
    as: 'portal',
    headers: { 'content-type': 'text/plain' },
  },
  {
    name: 'terminate-nothing',
    method: 'DELETE',
    path: `${app}/operation`,
    as: 'portal',
  },
  {
    name: 'sync-missing',
    method: 'POST',
    path: '/api/v1/applications/no-such-application/sync',
    as: 'portal',
    body: {},
  },
  {
    name: 'sync-not-json',
    method: 'POST',
    path: `${app}/sync`,
    as: 'portal',
    headers: { 'content-type': 'text/plain' },
    body: {},
  },
  {
    name: 'sync-with-prune',
    method: 'POST',
    path: `${app}/sync`,
    as: 'portal',
    body: { prune: true, dryRun: false },
  },
  {
    name: 'sync-another-in-progress',
    method: 'POST',
    path: `${app}/sync`,
    as: 'portal',
    body: {},
  },
];
