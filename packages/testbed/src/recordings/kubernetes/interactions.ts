import { list, patch, watch, write } from './requests';

/** Whose token a request carries: of an account, or one that nobody made. */
export type KubernetesWho = 'portal' | 'platform' | 'stranger' | 'invalid';

/** What happens once a watch is open. */
export type Meanwhile = 'comes-and-goes' | 'loses-its-label' | 'is-annotated';

/** One request to the API server whose answer is recorded, and asked of the sandbox's stand-in, too. */
export interface KubernetesInteraction {
  /** File name of the recording. */
  name: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * May hold `{version}`, that of a list of the same just before, `{continue}`, what follows the first object of such a list,
   * `{expired}`, the same of a list that is too long ago, and `{pod}`, the name of a pod that runs.
   */
  path: string;
  as?: KubernetesWho;
  headers?: Record<string, string>;
  body?: unknown;
  /** A watch: read until an event of this type came, or until the server ends it. */
  until?: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR' | 'end';
  meanwhile?: Meanwhile;
}

const eso = '/apis/external-secrets.io/v1';
const externalSecrets = `${eso}/externalsecrets`;
const own = `${eso}/namespaces/tenant-demo/externalsecrets/hello--api-token`;
const demo = '/api/v1/namespaces/tenant-demo';
const apps = '/apis/apps/v1';
const batch = '/apis/batch/v1/namespaces/examples';
const hello = 'platform.idp/workload=hello';
/** A watch as the informers open it, for a shorter while. */
const news =
  'resourceVersion={version}&allowWatchBookmarks=true&timeoutSeconds=5&watch=true';
const metadataOnly = (kind: string) => ({
  accept: `application/json;as=${kind};g=meta.k8s.io;v=v1`,
});
const metadataList = metadataOnly('PartialObjectMetadataList');

/** What the portal asks of the API server, and the refusals that it must understand. In order: those that change something last. */
export const kubernetesInteractions: KubernetesInteraction[] = [
  // Whether it lives, and what it serves.
  ...['healthz', 'livez', 'readyz'].map(name => ({ name, path: `/${name}` })),
  { name: 'version', path: '/version' },
  { name: 'api', path: '/api', as: 'portal' },
  { name: 'api-anonymous', path: '/api' },
  { name: 'api-invalid-token', path: '/api', as: 'invalid' },
  { name: 'apis', path: '/apis', as: 'portal' },
  { name: 'api-group', path: '/apis/external-secrets.io', as: 'portal' },
  { name: 'api-group-missing', path: '/apis/no.such.group', as: 'portal' },
  { name: 'resources-core', path: '/api/v1', as: 'portal' },
  { name: 'resources-apps', path: apps, as: 'portal' },
  { name: 'resources-external-secrets', path: eso, as: 'portal' },
  { name: 'no-such-path', path: '/no-such-path', as: 'portal' },
  { name: 'resources-missing', path: `${eso}beta9`, as: 'portal' },

  // Backstage's Kubernetes plugin: the objects of a workload.
  list('deployments', `${apps}/namespaces/tenant-demo`, hello),
  list('replicasets', `${apps}/namespaces/tenant-demo`, hello),
  list('pods', demo, hello),
  list('services', demo, hello),
  list('limitranges', demo),
  list('resourcequotas', demo),
  list('statefulsets', `${apps}/namespaces/examples`),
  list('daemonsets', `${apps}/namespaces/examples`),
  list('cronjobs', batch),
  list('jobs', batch),
  list('horizontalpodautoscalers', '/apis/autoscaling/v2/namespaces/examples'),
  list(
    'pods',
    '/apis/metrics.k8s.io/v1beta1/namespaces/tenant-demo',
    hello,
    'list-podmetrics',
  ),
  list('pods', demo, 'platform.idp/workload=no-such', 'list-none'),
  list('pods', '/api/v1/namespaces/no-such', undefined, 'list-no-namespace'),
  list('nothings', demo, undefined, 'list-no-such-kind'),
  {
    name: 'list-no-such-kind-with-rights',
    path: `${demo}/nothings`,
    as: 'platform',
  },
  list('pods', demo, 'a==b==c', 'list-bad-selector'),

  // The informers of the pages of secrets: by pages, in every namespace.
  ...['externalsecrets', 'secretstores', 'clustersecretstores'].map(plural =>
    list(`${plural}?limit=200`, eso, undefined, `follow-${plural}`),
  ),
  list('pushsecrets?limit=200', eso, undefined, 'follow-pushsecrets-newer'),
  list(
    'pushsecrets?limit=200',
    '/apis/external-secrets.io/v1alpha1',
    undefined,
    'follow-pushsecrets',
  ),
  list('deployments?limit=1', apps, undefined, 'follow-deployments'),
  {
    name: 'list-first-page',
    path: `${externalSecrets}?limit=1`,
    as: 'portal',
  },
  {
    name: 'list-last-page',
    path: `${externalSecrets}?limit=200&continue={continue}`,
    as: 'portal',
  },
  {
    name: 'list-expired-page',
    path: `${externalSecrets}?limit=1&continue={expired}`,
    as: 'portal',
  },
  {
    name: 'list-bad-page',
    path: `${externalSecrets}?limit=1&continue=no-such-page`,
    as: 'portal',
  },
  {
    name: 'list-bad-limit',
    path: `${externalSecrets}?limit=many`,
    as: 'portal',
  },
  {
    name: 'list-by-field',
    path: `${externalSecrets}?fieldSelector=metadata.name%3Dhello--api-token`,
    as: 'portal',
  },
  {
    name: 'list-by-unknown-field',
    path: `${externalSecrets}?fieldSelector=spec.unknown%3Dx`,
    as: 'portal',
  },
  {
    name: 'list-pods-by-unknown-field',
    path: `${demo}/pods?fieldSelector=spec.unknown%3Dx`,
    as: 'portal',
  },
  {
    name: 'list-not-acceptable',
    path: externalSecrets,
    as: 'portal',
    headers: { accept: 'text/csv' },
  },
  {
    name: 'list-metadata',
    path: `${demo}/secrets?limit=200`,
    as: 'platform',
    headers: metadataList,
  },
  {
    name: 'list-metadata-of-stores',
    path: `${eso}/secretstores`,
    as: 'portal',
    headers: metadataList,
  },
  { name: 'get', path: own, as: 'portal' },
  {
    name: 'get-deployment',
    path: `${apps}/namespaces/tenant-demo/deployments/hello`,
    as: 'portal',
  },
  { name: 'get-missing', path: `${own}-not`, as: 'portal' },
  {
    name: 'get-missing-pod',
    path: `${demo}/pods/no-such-pod`,
    as: 'portal',
  },
  {
    name: 'get-metadata',
    path: `${eso}/namespaces/tenant-demo/secretstores/vault`,
    as: 'portal',
    headers: metadataOnly('PartialObjectMetadata'),
  },
  {
    name: 'pod-log',
    path: `${demo}/pods/{pod}/log?tailLines=1`,
    as: 'platform',
  },
  {
    name: 'pod-log-of-no-container',
    path: `${demo}/pods/{pod}/log?container=no-such`,
    as: 'platform',
  },

  // What it refuses.
  { name: 'list-anonymous', path: externalSecrets },
  { name: 'list-invalid-token', path: externalSecrets, as: 'invalid' },
  { name: 'list-by-a-stranger', path: `${demo}/pods`, as: 'stranger' },
  { name: 'list-secrets', path: '/api/v1/secrets?limit=200', as: 'portal' },
  {
    name: 'list-secrets-metadata',
    path: '/api/v1/secrets?limit=200',
    as: 'portal',
    headers: metadataList,
  },
  {
    name: 'get-secret',
    path: `${demo}/secrets/hello--api-token`,
    as: 'portal',
  },
  { name: 'list-configmaps', path: `${demo}/configmaps`, as: 'portal' },
  {
    name: 'list-events',
    path: `${demo}/events?fieldSelector=involvedObject.name%3Dhello`,
    as: 'portal',
  },
  { name: 'list-nodes', path: '/api/v1/nodes', as: 'portal' },
  { name: 'get-namespace', path: demo, as: 'portal' },
  {
    name: 'pod-log-without-rights',
    path: `${demo}/pods/{pod}/log`,
    as: 'portal',
  },
  {
    name: 'watch-secrets',
    path: '/api/v1/secrets?watch=true&timeoutSeconds=5',
    as: 'portal',
  },

  // What it tells.
  watch(
    'initial',
    `${externalSecrets}?fieldSelector=metadata.name%3Dhello--api-token&watch=true`,
    'ADDED',
  ),
  watch('initial-deployments', `${apps}/deployments?watch=true`, 'ADDED'),
  watch(
    'changes',
    `${externalSecrets}?resourceVersion={version}&allowWatchBookmarks=true&timeoutSeconds=60&watch=true`,
    'DELETED',
    { meanwhile: 'comes-and-goes' },
  ),
  watch(
    'selected',
    `${externalSecrets}?resourceVersion={version}&labelSelector=shown%3Dyes&watch=true`,
    'DELETED',
    { meanwhile: 'loses-its-label' },
  ),
  watch(
    'bookmark',
    `${externalSecrets}?fieldSelector=metadata.name%3Dno-such&${news}`,
    'end',
    { meanwhile: 'comes-and-goes' },
  ),
  watch(
    'bookmark-statefulsets',
    `${apps}/statefulsets?fieldSelector=metadata.name%3Dno-such&${news}`,
    'end',
    { meanwhile: 'is-annotated' },
  ),
  watch(
    'bookmark-metadata',
    `${apps}/statefulsets?fieldSelector=metadata.name%3Dno-such&${news}`,
    'end',
    {
      meanwhile: 'is-annotated',
      headers: metadataOnly('PartialObjectMetadata'),
    },
  ),
  watch('without-news', `${eso}/secretstores?${news}`, 'end'),
  watch(
    'without-bookmarks',
    `${eso}/secretstores?resourceVersion={version}&timeoutSeconds=2&watch=true`,
    'end',
  ),
  watch('too-old', `${externalSecrets}?resourceVersion=1&watch=true`, 'end'),
  watch(
    'bad-version',
    `${externalSecrets}?resourceVersion=old&watch=true`,
    'end',
  ),
  watch('no-such-kind', `${eso}/nothings?watch=true`, 'end'),
  watch('invalid-token', `${externalSecrets}?watch=true`, 'end', {
    as: 'invalid',
  }),
  watch('anonymous', `${externalSecrets}?watch=true`, 'end', {
    as: undefined,
  }),
  watch('metadata', `${demo}/secrets?watch=true`, 'ADDED', {
    as: 'platform',
    headers: metadataOnly('PartialObjectMetadata'),
  }),

  // What the portal may not write, and the one annotation that it may.
  write('create-without-rights', 'POST', `${demo}/pods`),
  write('update-without-rights', 'PUT', own),
  write('delete-without-rights', 'DELETE', own),
  patch('patch-store', `${eso}/namespaces/tenant-demo/secretstores/vault`),
  patch('patch-status', `${own}/status`),
  patch('patch-anonymous', own, { as: undefined }),
  patch('patch-missing', `${own}-not`),
  patch('patch-another-annotation', own, {
    body: { metadata: { annotations: { other: 'x' } } },
  }),
  patch('patch-label', own, { body: { metadata: { labels: { a: 'b' } } } }),
  patch('patch-spec', own, { body: { spec: { refreshInterval: '1m' } } }),
  patch('patch-old', own, { body: { metadata: { resourceVersion: '1' } } }),
  patch('patch-no-json', own, { body: undefined }),
  patch('patch-unknown-type', own, { type: 'application/json' }),
  patch('patch-strategic', own, {
    type: 'application/strategic-merge-patch+json',
  }),
  patch('patch', own),
  patch('patch-operations', own, {
    type: 'application/json-patch+json',
    body: [
      { op: 'replace', path: '/metadata/annotations/force-sync', value: '2' },
    ],
  }),
];
