/**
 * What is asked of each Application, and all that is kept. Neither `resourceVersion` nor `reconciledAt`: they change with
 * every look that Argo CD takes, and would defeat its own check that a message says something new. No parameters of sources
 * and no annotations: they may hold anything.
 */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.creationTimestamp',
  'metadata.deletionTimestamp',
  'metadata.ownerReferences.kind',
  'metadata.ownerReferences.name',
  'spec.project',
  'spec.destination',
  ...['source', 'sources', 'sourceHydrator.drySource'].flatMap(source =>
    ['repoURL', 'path', 'chart', 'targetRevision'].map(
      field => `spec.${source}.${field}`,
    ),
  ),
  'spec.syncPolicy.automated',
  'status.sync.status',
  'status.sync.revision',
  'status.sync.revisions',
  'status.health',
  'status.history.id',
  'status.history.revision',
  'status.history.revisions',
  'status.history.deployedAt',
  'status.history.deployStartedAt',
  'status.history.initiatedBy',
  'status.conditions',
  'status.operationState.phase',
  'status.operationState.message',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
  'status.operationState.retryCount',
  'status.operationState.operation.initiatedBy',
  'status.operationState.operation.info',
  'status.summary.images',
];

export const STREAM_FIELDS = [
  'result.type',
  'error',
  ...FIELDS.map(field => `result.application.${field}`),
].join(',');

export const NAME_FIELDS = 'items.metadata.name,items.metadata.namespace';
