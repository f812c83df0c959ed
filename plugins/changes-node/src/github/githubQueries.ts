/** A value of a query, by the name of its variable. */
export type Variables = Record<string, string>;

export interface QueriedEntry {
  name: string;
  mode: number;
  oid: string;
}

export interface QueriedFolder {
  oid: string;
  entries?: QueriedEntry[];
}

export interface QueriedPull {
  number: number;
  title: string;
  body: string;
  url: string;
  headRefName: string;
  headRefOid: string;
  baseRefName: string;
  isCrossRepository: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface QueriedSituation {
  defaultBranchRef: {
    name: string;
    target: { oid: string; tree?: QueriedFolder };
  } | null;
  ref: {
    target: {
      oid: string;
      tree?: { oid: string };
      committer?: { email: string | null };
      parents?: { nodes: Array<{ oid: string; tree: { oid: string } }> };
    };
    associatedPullRequests: { nodes: QueriedPull[] };
  } | null;
  /** The commit that the request was made from. */
  made?: { oid: string; tree?: QueriedFolder } | null;
}

export interface QueriedFile {
  mode: number;
  oid: string;
  object: {
    text?: string | null;
    isBinary?: boolean | null;
    isTruncated?: boolean;
    byteSize?: number;
  } | null;
}

const ENTRIES = '... on Tree { oid entries { name mode oid } }';

/** Everything that opening a change must know, in one question. */
export function situationQuery(options: {
  branch: string;
  folders: string[];
  requestCommit?: string;
}): { query: string; variables: Variables } {
  const { branch, folders, requestCommit } = options;
  const below = folders.filter(Boolean);
  const variables: Variables = { branch: `refs/heads/${branch}` };
  const parts = [folderParts('tip', 'HEAD', below, variables)];
  if (requestCommit) {
    // Octokit takes a variable "request" for its own.
    variables.made = requestCommit;
    parts.push(
      `made: object(expression: $made) { oid ... on Commit { tree { ${ENTRIES} } } }`,
      folderParts('made', requestCommit, below, variables),
    );
  }
  return {
    variables,
    query: queryOf(
      variables,
      `defaultBranchRef { name target { oid ... on Commit { tree { ${ENTRIES} } } } }
      ref(qualifiedName: $branch) {
        target { oid ... on Commit {
          tree { oid } committer { email } parents(last: 1) { nodes { oid tree { oid } } }
        } }
        associatedPullRequests(states: OPEN, first: 10) { nodes {
          number title body url headRefName headRefOid baseRefName isCrossRepository createdAt updatedAt
        } }
      }
      ${parts.join('\n')}`,
    ),
  };
}

/** The folders of some trees, in one question. */
export function foldersQuery(
  trees: string[],
  folders: string[],
): { query: string; variables: Variables } {
  const variables: Variables = {};
  const parts = trees.map((tree, index) => {
    variables[`root${index}`] = tree;
    return [
      `root${index}: object(expression: $root${index}) { ${ENTRIES} }`,
      folderParts(`in${index}x`, tree, folders.filter(Boolean), variables),
    ].join('\n');
  });
  return { variables, query: queryOf(variables, parts.join('\n')) };
}

/** The id of one folder of a commit. */
export function folderQuery(
  commit: string,
  folder: string,
): { query: string; variables: Variables } {
  const variables: Variables = { commit, folder: `${commit}:${folder}` };
  return {
    variables,
    query: queryOf(
      variables,
      `commit: object(expression: $commit) { oid }
      folder: object(expression: $folder) { __typename oid }`,
    ),
  };
}

/** The files of a commit, in one question; `file0` and so on in the answer. */
export function filesQuery(
  commit: string,
  paths: string[],
): { query: string; variables: Variables } {
  const variables: Variables = { commit };
  const parts = paths.map((path, index) => {
    variables[`path${index}`] = path;
    return `file${index}: file(path: $path${index}) { mode oid object { ... on Blob { text isBinary isTruncated byteSize } } }`;
  });
  return {
    variables,
    query: queryOf(
      variables,
      `commit: object(expression: $commit) { oid ... on Commit { ${parts.join(
        '\n',
      )} } }`,
    ),
  };
}

/** The folders in an answer, whatever they are called there. */
export function foldersIn(answer: object): QueriedFolder[] {
  const found: QueriedFolder[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { entries } = value as QueriedFolder;
    if (Array.isArray(entries)) found.push(value as QueriedFolder);
    else Object.values(value).forEach(visit);
  };
  visit(answer);
  return found;
}

function folderParts(
  prefix: string,
  root: string,
  folders: string[],
  variables: Variables,
): string {
  return folders
    .map((folder, index) => {
      const name = `${prefix}${index}`;
      variables[name] = `${root}:${folder}`;
      return `${name}: object(expression: $${name}) { ${ENTRIES} }`;
    })
    .join('\n');
}

function queryOf(variables: Variables, selection: string): string {
  const declared = ['owner', 'repo', ...Object.keys(variables)]
    .map(name => `$${name}: String!`)
    .join(', ');
  return `query (${declared}) { repository(owner: $owner, name: $repo) { ${selection} } }`;
}
