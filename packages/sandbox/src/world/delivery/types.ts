/** The shapes of Argo CD's API that the sandbox speaks; names and fields are Argo CD's own. */

/** @public */
export interface ApplicationSource {
  repoURL: string;
  path?: string;
  chart?: string;
  targetRevision?: string;
  ref?: string;
  [field: string]: unknown;
}

/** @public */
export type SyncStatusCode = 'Synced' | 'OutOfSync' | 'Unknown';

/** @public */
export type HealthStatusCode =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Missing'
  | 'Unknown';

/** @public */
export interface Health {
  status: HealthStatusCode;
  message?: string;
}

/** @public */
export interface ResourceStatus {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: SyncStatusCode;
  health?: Health;
  requiresPruning?: boolean;
}

/** @public */
export interface SyncOperation {
  revision?: string;
  revisions?: string[];
  prune?: boolean;
  dryRun?: boolean;
  resources?: Array<{
    group?: string;
    kind: string;
    name: string;
    namespace?: string;
  }>;
  syncOptions?: string[];
  source?: ApplicationSource;
  autoHealAttemptsCount?: number;
}

/** @public */
export interface Operation {
  sync: SyncOperation;
  initiatedBy: { username?: string; automated?: boolean };
  retry?: unknown;
}

/** @public */
export interface ResourceResult {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  status?: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  message?: string;
  hookPhase?: string;
  syncPhase?: string;
  images?: string[];
}

/** @public */
export interface OperationState {
  operation: Operation;
  phase: 'Running' | 'Succeeded' | 'Failed' | 'Error' | 'Terminating';
  message?: string;
  syncResult?: {
    resources?: ResourceResult[];
    revision: string;
    revisions?: string[];
    source?: ApplicationSource;
    sources?: ApplicationSource[];
  };
  startedAt: string;
  finishedAt?: string;
  retryCount?: number;
}

/** @public */
export interface RevisionHistory {
  id: number;
  revision?: string;
  revisions?: string[];
  source?: ApplicationSource;
  sources?: ApplicationSource[];
  deployStartedAt?: string;
  deployedAt: string;
  initiatedBy: { username?: string; automated?: boolean };
}

/** @public */
export interface ApplicationSpec {
  project: string;
  source?: ApplicationSource;
  sources?: ApplicationSource[];
  destination: { server?: string; name?: string; namespace?: string };
  syncPolicy?: {
    automated?: { prune?: boolean; selfHeal?: boolean };
    syncOptions?: string[];
    retry?: unknown;
  };
}

/** @public */
export interface Application {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    generation: number;
    creationTimestamp: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: Array<Record<string, unknown>>;
  };
  spec: ApplicationSpec;
  operation?: Operation;
  status: {
    sync: {
      status: SyncStatusCode;
      revision?: string;
      revisions?: string[];
      comparedTo?: Record<string, unknown>;
    };
    health: Health & { lastTransitionTime?: string };
    resources?: ResourceStatus[];
    history?: RevisionHistory[];
    conditions?: Array<{
      type: string;
      message: string;
      lastTransitionTime: string;
    }>;
    operationState?: OperationState;
    summary: {
      images?: string[];
      externalURLs?: string[];
      isAppOfApps?: boolean;
    };
    sourceType?: string;
    sourceTypes?: string[];
    reconciledAt?: string;
    resourceHealthSource?: string;
    controllerNamespace?: string;
  };
}

/** What an Application is, before anything is known of its state. */
export interface ApplicationDefinition {
  metadata: Pick<
    Application['metadata'],
    | 'name'
    | 'namespace'
    | 'labels'
    | 'annotations'
    | 'finalizers'
    | 'ownerReferences'
  >;
  spec: ApplicationSpec;
  /**
   * The folder of the repository that is rendered. Without one, as with charts, the Application is shown as it should be:
   * nobody renders it.
   */
  folder?: string;
  /** Folders and files whose change makes Argo CD render it again, from the root of the repository. */
  watches: string[];
}
