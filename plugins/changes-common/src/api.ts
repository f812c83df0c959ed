import type {
  Change,
  ChangeFile,
  ChangeMergeability,
  ChangePerson,
} from './types';

/**
 * `GET /forge`
 *
 * @public
 */
export interface ForgeInfo {
  type: 'local' | 'github' | 'gitea';
  title: string;
  webUrl?: string;
  reviewedInPortal: boolean;
  baseBranch: string;
}

/**
 * How old an answer is, and why it could not be brought up to date.
 *
 * @public
 */
export interface Freshness {
  /** ISO 8601, UTC. */
  since: string;
  /** Set while the forge does not answer. */
  error?: string;
}

/**
 * `GET /changes`
 *
 * @public
 */
export interface ChangeList {
  items: Change[];
  nextCursor?: string;
  freshness: Freshness;
}

/**
 * `GET /changes/:id`
 *
 * @public
 */
export interface ChangeDetails extends Change {
  mergeability: ChangeMergeability;
  /** What the signed-in person may do. */
  permissions: { merge: boolean; close: boolean };
}

/**
 * `GET /changes/:id/files`
 *
 * @public
 */
export interface ChangeFileList {
  items: ChangeFile[];
}

/**
 * Who has a name already.
 *
 * @public
 */
export type NameTaker =
  | { kind: 'main' }
  | { kind: 'change'; id?: string; title?: string; author?: ChangePerson };

/**
 * `GET /names`
 *
 * @public
 */
export interface NameAvailability {
  available: boolean;
  /** What is wrong with the name, in the contract's words. */
  problem?: string;
  takenBy?: NameTaker;
}

/**
 * Something that the contract says against a change.
 *
 * @public
 */
export interface ChangeProblem {
  /** Path from the root of the repository. */
  file: string;
  /** From 1. */
  line: number;
  rule: string;
  message: string;
  remedy: string;
}

/**
 * What one kustomization would bring to a cluster, compared with what it brings now.
 *
 * @public
 */
export interface ChangeRender {
  /** From the root of the repository. */
  folder: string;
  /** `boundary` where it is the same in each environment. */
  environment: 'boundary' | 'local' | 'eks';
  /** The objects that differ, each as a file with the path `<kind>/<name>`. */
  objects: ChangeFile[];
  /** How many objects stay as they are. */
  unchanged: number;
}

/**
 * `GET /changes/:id/preview`
 *
 * @public
 */
export interface ChangePreview {
  /** What the change brings against the contract; problems that the base branch has already are not among them. */
  problems: ChangeProblem[];
  renders: ChangeRender[];
  /** Why nothing was rendered, where that is so. */
  notRendered?: 'nothing-to-render' | 'no-kustomize' | 'not-open';
  /** The commits that it was worked out from. */
  baseCommit: string;
  headCommit: string;
}
