import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ForgeClient } from '../ForgeClient';
import { LargeArchiveError, readArchive, type FoundFiles } from './readArchive';
import { RefusedError } from './refusals';

const ATTRIBUTES = '.gitattributes';
/** What makes an archive differ from what is in Git. */
const ALTERING =
  /(?:^|\s)(?:export-ignore|export-subst|working-tree-encoding|ident|crlf|eol=crlf)\b/m;
/** Files that are asked for at once. */
const BATCH = 500;

/** What a forge's API does for a snapshot. */
export interface ArchiveApi {
  readonly title: string;
  downloadArchive(
    commit: string,
    take: (body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void>;
}

type Wanted = { commit: string; isWanted: (path: string) => boolean };

/**
 * A snapshot by one archive, and file by file where the archive can't be had or would not be what is in Git.
 */
export async function snapshotByArchive(options: {
  client: Pick<ForgeClient, 'listFiles' | 'readFiles'>;
  api: ArchiveApi;
  wanted: Wanted;
  logger: LoggerService;
}): Promise<FoundFiles> {
  const { client, api, wanted, logger } = options;
  const { commit, isWanted } = wanted;
  const filesOrReason = async () => {
    // The one at the root may leave itself out of the archive.
    const own = await client.readFiles({ commit, paths: [ATTRIBUTES] });
    if (alters(own)) return `its ${ATTRIBUTES} alters archives`;
    try {
      const found = await download(api, {
        commit,
        isWanted: path => isAttributes(path) || isWanted(path),
      });
      const attributes = [...found].filter(([path]) => isAttributes(path));
      if (alters(new Map(attributes))) return `a ${ATTRIBUTES} alters archives`;
      for (const [path] of attributes) if (!isWanted(path)) found.delete(path);
      return found;
    } catch (error) {
      // Without the commit the listing fails, too, and says why.
      if (RefusedError.is(error, 404)) return 'it gives out no archives';
      if (error instanceof LargeArchiveError) return error.message;
      throw error;
    }
  };
  const found = await filesOrReason();
  if (typeof found !== 'string') return found;
  logger.warn(
    `The repository is read file by file, which takes many requests, because ${found}`,
  );
  return snapshotByListing(client, wanted);
}

/** A snapshot file by file. */
export async function snapshotByListing(
  client: Pick<ForgeClient, 'listFiles' | 'readFiles'>,
  { commit, isWanted }: Wanted,
): Promise<FoundFiles> {
  const listed = await client.listFiles({ commit });
  const paths = listed.map(({ path }) => path).filter(isWanted);
  const files: FoundFiles = new Map();
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH);
    const found = await client.readFiles({ commit, paths: batch });
    for (const [path, file] of found) files.set(path, file);
  }
  return files;
}

async function download(api: ArchiveApi, wanted: Wanted): Promise<FoundFiles> {
  let files: FoundFiles | undefined;
  await api.downloadArchive(wanted.commit, async body => {
    files = await readArchive(body, { title: api.title, ...wanted });
  });
  // An answer without a body must not pass for an empty repository.
  if (!files) throw new TypeError('no archive');
  return files;
}

function isAttributes(path: string): boolean {
  return path === ATTRIBUTES || path.endsWith(`/${ATTRIBUTES}`);
}

function alters(files: FoundFiles): boolean {
  return [...files.values()].some(({ content }) =>
    ALTERING.test(content.toString('utf8').replace(/^\s*#.*$/gm, '')),
  );
}
