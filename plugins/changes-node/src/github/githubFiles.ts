import { ForgeError } from '../ForgeError';
import { blobOid, quotePath } from '../request';
import { gitMode } from '../remote/folders';
import type { GithubApi } from './GithubApi';
import { filesQuery, type QueriedFile } from './githubQueries';

const FILES_AT_ONCE = 50;
/** What the portal reads of one file, in bytes, as the local forge has it. */
const LARGEST_FILE = 64 * 1024 * 1024;

type FoundFile = { content: Buffer; oid: string };

/** The content of files in the tree of a commit, many with one request. */
export async function readGithubFiles(
  api: GithubApi,
  commit: string,
  paths: string[],
): Promise<Map<string, FoundFile>> {
  const files = new Map<string, FoundFile>();
  await Promise.all(
    chunksOf(paths, FILES_AT_ONCE).map(async chunk => {
      const { query, variables } = filesQuery(commit, chunk);
      const answer = await api.query<{
        commit:
          | ({ oid: string } & Record<string, QueriedFile | string | null>)
          | null;
      }>('read files', query, variables);
      if (!answer.commit) {
        throw new ForgeError(
          'not-found',
          `${api.repository} has no commit ${quotePath(
            commit,
          )}: read the head again`,
        );
      }
      await Promise.all(
        chunk.map(async (path, index) => {
          const file = answer.commit![`file${index}`] as QueriedFile | null;
          if (!file || !/^100(644|755)$/.test(gitMode(file.mode))) return;
          const content = await contentOf(api, path, file);
          files.set(path, { content, oid: file.oid });
        }),
      );
    }),
  );
  return files;
}

/** GraphQL has texts only, and long ones cut off: what does not have the file's own id is read as it is. */
async function contentOf(
  api: GithubApi,
  path: string,
  { oid, object }: QueriedFile,
): Promise<Buffer> {
  const size = object?.byteSize ?? 0;
  if (size > LARGEST_FILE) {
    throw new ForgeError(
      'invalid',
      `The file ${quotePath(
        path,
      )} has ${size} bytes, more than the ${LARGEST_FILE} that the portal reads`,
      { files: [path] },
    );
  }
  if (typeof object?.text === 'string') {
    const content = Buffer.from(object.text);
    if (blobOid(content) === oid) return content;
  }
  const { data } = await api.rest.git.getBlob({
    ...api.at(`read the file ${quotePath(path)}`),
    file_sha: oid,
  });
  return Buffer.from(data.content, 'base64');
}

function chunksOf<T>(items: T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}
