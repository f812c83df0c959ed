/**
 * Where a change stands.
 *
 * @public
 */
export type ChangeState = 'open' | 'merged' | 'closed';

/**
 * A person as Git knows one, and, where it is known, as the catalog does.
 *
 * @public
 */
export interface ChangePerson {
  name: string;
  email?: string;
  /** Full entity reference, such as `user:default/sam`. */
  entityRef?: string;
}

/**
 * The golden path that made a change.
 *
 * @public
 */
export interface ChangeGoldenPath {
  /** Full entity reference, such as `template:default/web-service`. */
  entityRef: string;
  title?: string;
  version?: string;
}

/**
 * What the portal knows of a change beside what the forge knows of the pull request.
 *
 * @public
 */
export interface ChangeMetadata {
  /** Names the subject; the branch is derived from it: `<golden path>/<subject>`. */
  key: string;
  goldenPath?: ChangeGoldenPath;
  /** Full references of the tenants and workloads that the change touches. */
  entityRefs: string[];
  /** Who asked for it. */
  author?: ChangePerson;
}

/**
 * One pull request that the portal opened against the GitOps repository.
 *
 * @public
 */
export interface Change extends ChangeMetadata {
  /** The forge's own number, as text. */
  id: string;
  title: string;
  /** Markdown, without the metadata. */
  body: string;
  state: ChangeState;
  branch: string;
  baseBranch: string;
  headCommit: string;
  mergeCommit?: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  closedAt?: string;
  /** Where the forge shows it; absent for the local forge. */
  webUrl?: string;
}

/**
 * A file of a change.
 *
 * @public
 */
export interface ChangeFile {
  path: string;
  status: 'added' | 'modified' | 'deleted';
  additions: number;
  deletions: number;
  /** Unified diff of this file with `diff --git` header; absent when binary or over the size limit. */
  patch?: string;
  /** Why there is no patch. */
  omitted?: 'binary' | 'too-large';
}

/**
 * Whether a change can be merged as it stands.
 *
 * @public
 */
export interface ChangeMergeability {
  status: 'mergeable' | 'conflict' | 'unknown';
  /** The files that main and the change both touched. */
  conflicts: string[];
}
