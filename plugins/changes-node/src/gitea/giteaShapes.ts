/** A tree, a page of it. */
export interface GiteaTreePage {
  tree: Array<{
    path: string;
    mode: string;
    type: string;
    sha: string;
  }> | null;
  truncated: boolean;
}

export interface GiteaBlob {
  content: string | null;
  encoding: string | null;
  size: number;
}

interface GiteaPerson {
  name: string;
  email: string;
  /** The account with this address; empty when there is none. */
  username: string;
}

export interface GiteaBranch {
  name: string;
  commit: {
    id: string;
    message: string;
    author: GiteaPerson;
    committer: GiteaPerson;
  };
}

interface GiteaPullBranch {
  /** The branch's name, also when it is gone. */
  label: string;
  /** The branch's name while it is there, else `refs/pull/<number>/head`. */
  ref: string;
  sha: string;
  repo_id: number;
}

export interface GiteaPull {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  user: { login: string };
  html_url: string;
  head: GiteaPullBranch;
  base: GiteaPullBranch;
  merge_base: string;
  mergeable: boolean;
  merged: boolean;
  merged_at: string | null;
  merge_commit_sha: string | null;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
}

export interface GiteaReference {
  ref: string;
  object: { sha: string };
}

/** One file of a request that commits. */
export type GiteaFileOperation =
  | { operation: 'create'; path: string; content: string }
  | { operation: 'update'; path: string; content: string; sha: string }
  | { operation: 'delete'; path: string; sha: string };

export interface GiteaCommitted {
  commit: { sha: string; tree?: { sha: string } };
}

export interface GiteaComparison {
  /** Commits of the second branch that the first has not. */
  total_commits: number;
}
