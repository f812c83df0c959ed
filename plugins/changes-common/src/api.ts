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
