import type {
  Change,
  ChangeFile,
  ChangeMergeability,
  ChangeMetadata,
  ChangePerson,
  ChangeState,
} from '@idp/plugin-changes-common';

/**
 * A commit at the tip of a branch.
 *
 * @public
 */
export interface ForgeHead {
  branch: string;
  commit: string;
}

/**
 * A file in the tree of a commit.
 *
 * @public
 */
export interface ForgeTreeEntry {
  /** From the root of the repository, with `/`. */
  path: string;
  /** Git object id of the content. */
  oid: string;
  executable: boolean;
}

/**
 * A path that differs between two commits.
 *
 * @public
 */
export interface ForgePathChange {
  path: string;
  status: 'added' | 'modified' | 'deleted';
}

/**
 * One file that a change writes or deletes.
 *
 * @public
 */
export type ForgeFileEdit =
  | {
      path: string;
      content: Buffer;
      /** Object id of the content that this was made from, where the caller has read it. */
      baseOid?: string;
    }
  | { path: string; delete: true; baseOid?: string };

/**
 * A change to open, or to bring up to date.
 *
 * @public
 */
export interface OpenChangeRequest extends ChangeMetadata {
  title: string;
  /** Markdown. */
  body: string;
  /** Author of the commit. The portal is added as co-author. */
  author: ChangePerson & { email: string };
  files: ForgeFileEdit[];
  /**
   * The commit of the base branch that `files` were made from; the tip when absent. Where the base branch has moved on
   * since, the change is rebased if none of its files were touched, and refused with a `conflict` if one was.
   */
  baseCommit?: string;
  /**
   * Called with the open change of the same key before it is updated: what it throws refuses the update, and nothing is
   * written. Not called when nothing would be updated.
   */
  beforeUpdate?: (existing: Change) => void;
}

/**
 * What came of {@link ForgeClient.openChange}.
 *
 * `opened`: a new pull request. `updated`: the open one of the same key has new content, title or text. `unchanged`:
 * the open one says all of it already; without a `change`, the base branch itself does, and nothing was opened.
 *
 * @public
 */
export type OpenChangeResult =
  | { outcome: 'opened' | 'updated'; change: Change }
  | { outcome: 'unchanged'; change?: Change };

/**
 * A page of changes, newest first.
 *
 * @public
 */
export interface ChangePage {
  changes: Change[];
  /** To be passed back as `cursor`; absent on the last page. */
  nextCursor?: string;
}

/**
 * A GitOps repository on a Git forge, and its pull requests.
 *
 * Every method rejects with a {@link ForgeError} that says what was wrong, where, and what to do; no token is in it.
 *
 * @public
 */
export interface ForgeClient {
  readonly type: 'local' | 'github' | 'gitea';
  /** How a person names the repository, such as `acme/platform`. */
  readonly title: string;
  /** The repository's page on the forge; absent for the local forge. */
  readonly webUrl?: string;
  /** True when changes are read and merged in the portal, false when on the forge's own pages. */
  readonly reviewedInPortal: boolean;

  /** The base branch (the forge's default branch) and its tip. */
  getHead(options?: { signal?: AbortSignal }): Promise<ForgeHead>;

  /** All files below `folder` (the root when absent) in the tree of `commit`. */
  listFiles(options: {
    commit: string;
    folder?: string;
  }): Promise<ForgeTreeEntry[]>;

  /** The content of files in the tree of `commit`; a path that is not there is not in the answer. */
  readFiles(options: {
    commit: string;
    paths: string[];
  }): Promise<Map<string, { content: Buffer; oid: string }>>;

  /**
   * The content of every file of `commit` that `isWanted` picks: the first look at a whole repository. It costs a handful
   * of requests whatever the size, as forges over HTTP are asked for one archive.
   */
  readSnapshot(options: {
    commit: string;
    isWanted: (path: string) => boolean;
  }): Promise<Map<string, { content: Buffer; oid: string }>>;
  /** What differs between two commits; undefined when that can't be told and the whole tree must be read again. */
  compareCommits(options: {
    from: string;
    to: string;
  }): Promise<ForgePathChange[] | undefined>;

  /** The address of a file or folder on the base branch, as a UrlReader takes it. */
  fileUrl(path: string): string;

  openChange(request: OpenChangeRequest): Promise<OpenChangeResult>;

  listChanges(options?: {
    state?: ChangeState;
    cursor?: string;
    /** 30 when absent, 100 at most. */
    limit?: number;
  }): Promise<ChangePage>;

  getChange(id: string): Promise<Change>;

  getChangeFiles(id: string): Promise<ChangeFile[]>;

  getMergeability(id: string): Promise<ChangeMergeability>;

  /** Merges with a merge commit by `person`. A merged change is answered as it is. */
  mergeChange(
    id: string,
    options: {
      person: ChangePerson & { email: string };
      /** What was judged: a change whose branch has moved on since is refused with a `conflict`. */
      headCommit?: string;
    },
  ): Promise<Change>;

  /** Closes without merging. A closed change is answered as it is. */
  closeChange(
    id: string,
    options: { person: ChangePerson & { email: string } },
  ): Promise<Change>;

  /** Ends what the client keeps open; a method called later opens it again. */
  close?(): Promise<void>;
}
