import type { ChangeFile } from '@idp/plugin-changes-common';
import type { ForgePathChange } from '../ForgeClient';
import { hasNextPage } from '../remote/changePages';
import { LARGEST_PATCH, patchHeader, wholeFile } from '../remote/patches';
import { blobOid } from '../request';
import type { GithubApi } from './GithubApi';
import { readGithubFiles } from './githubFiles';
import type { RestPull } from './githubPulls';

/** A file of a comparison or a pull request, as the REST API has it. */
export interface RestFile {
  filename: string;
  previous_filename?: string;
  status: string;
  sha: string | null;
  additions: number;
  deletions: number;
  changes: number;
  patch?: string;
}

const FILES_PER_PAGE = 100;
const EMPTY_FILE = blobOid(Buffer.alloc(0));

export async function listPullFiles(
  api: GithubApi,
  number: number,
): Promise<RestFile[]> {
  const files: RestFile[] = [];
  for (let page = 1; ; page++) {
    const { data, headers } = await api.rest.pulls.listFiles({
      ...api.at(`read the files of pull request ${number}`),
      pull_number: number,
      per_page: FILES_PER_PAGE,
      page,
    });
    files.push(...data);
    if (!hasNextPage(headers.link)) return files;
  }
}

/** What differs, a renamed file being a new one and one that is gone. */
export function pathChanges(files: RestFile[]): ForgePathChange[] {
  return files.flatMap(file => {
    if (file.status === 'unchanged') return [];
    const here: ForgePathChange = {
      path: file.filename,
      status: statusOf(file),
    };
    return file.status === 'renamed' && file.previous_filename
      ? [{ path: file.previous_filename, status: 'deleted' }, here]
      : [here];
  });
}

/** The files of a pull request with their patches, sorted by path. */
export async function filesOfPull(
  api: GithubApi,
  pull: RestPull,
): Promise<ChangeFile[]> {
  const files = await listPullFiles(api, pull.number);
  const isMoved = ({ status }: RestFile) =>
    status === 'renamed' || status === 'copied';
  const shown = files
    .filter(file => file.status !== 'unchanged' && !isMoved(file))
    .map(toChangeFile);
  const moved = files.filter(isMoved);
  if (moved.length > 0) shown.push(...(await movedFiles(api, pull, moved)));
  return shown.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** GitHub shows a moved file as the difference to where it was; a change shows both places. */
async function movedFiles(
  api: GithubApi,
  pull: RestPull,
  files: RestFile[],
): Promise<ChangeFile[]> {
  const { data } = await api.rest.repos.compareCommitsWithBasehead({
    ...api.at(`compare pull request ${pull.number}`),
    basehead: `${pull.base.sha}...${pull.head.sha}`,
    per_page: 1,
  });
  const added = files.map(file => file.filename);
  const deleted = files.flatMap(({ status, previous_filename: path }) =>
    status === 'renamed' && path ? [path] : [],
  );
  const [after, before] = await Promise.all([
    readGithubFiles(api, pull.head.sha, added),
    readGithubFiles(api, data.merge_base_commit.sha, deleted),
  ]);
  return [
    ...[...after].map(([path, { content }]) =>
      wholeFile(path, 'added', content),
    ),
    ...[...before].map(([path, { content }]) =>
      wholeFile(path, 'deleted', content),
    ),
  ];
}

function toChangeFile(file: RestFile): ChangeFile {
  const status = statusOf(file);
  const counted = {
    path: file.filename,
    status,
    additions: file.additions,
    deletions: file.deletions,
  };
  if (file.patch !== undefined && file.patch.length <= LARGEST_PATCH) {
    return {
      ...counted,
      patch: `${patchHeader(file.filename, status)}${file.patch}\n`,
    };
  }
  if (file.changes > 0) return { ...counted, omitted: 'too-large' };
  return file.sha === EMPTY_FILE
    ? { ...counted, patch: patchHeader(file.filename, status) }
    : { ...counted, omitted: 'binary' };
}

function statusOf({ status }: RestFile): ChangeFile['status'] {
  switch (status) {
    case 'added':
    case 'renamed':
    case 'copied':
      return 'added';
    case 'removed':
      return 'deleted';
    default:
      return 'modified';
  }
}
