import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Parser, type ReadEntry } from 'tar';
import { ForgeError } from '../ForgeError';
import { blobOid, quotePath } from '../request';
import { isReadablePath } from './paths';

/** What the portal takes of one archive: as it is sent, unpacked, and of the wanted files together. */
export const ARCHIVE_LIMITS = {
  sent: 1024 * 1024 * 1024,
  unpacked: 4 * 1024 * 1024 * 1024,
  kept: 256 * 1024 * 1024,
};

const BLOCK_BYTES = 512;
const GZIP = Buffer.from([0x1f, 0x8b]);

export type FoundFiles = Map<string, { content: Buffer; oid: string }>;

/** An archive that is sound, and larger than what is taken. */
export class LargeArchiveError extends ForgeError {}

/**
 * The wanted files of an archive that `git archive` made, read as it comes. Nothing is written to the disk. An archive
 * that breaks off, is none, is of another commit, or has names that Git knows not, gives an error and no file.
 */
export async function readArchive(
  body: AsyncIterable<Uint8Array>,
  options: {
    /** How an error names the forge. */
    title: string;
    commit: string;
    isWanted: (path: string) => boolean;
    limits?: typeof ARCHIVE_LIMITS;
  },
): Promise<FoundFiles> {
  const { title, commit, isWanted, limits = ARCHIVE_LIMITS } = options;
  const files: FoundFiles = new Map();
  const unsound = (reason: string) =>
    new ForgeError(
      'unavailable',
      `${title} answers with an archive of ${commit.slice(
        0,
        10,
      )} that the portal does not trust: ${reason}. Check whether a proxy stands before it, and try again`,
    );
  let failure: unknown;
  let isWhole = false;
  let root: string | undefined;
  let unpacked = 0;
  let kept = 0;

  const refuse = (error: ForgeError) => {
    failure ??= error;
  };
  const look = (entry: ReadEntry): string | undefined => {
    // Of the archive's global header, which the library hands down to each entry.
    const { comment } = entry as ReadEntry & { comment?: string };
    const { type, size = 0 } = entry;
    unpacked += BLOCK_BYTES + size;
    if (unpacked > limits.unpacked) {
      refuse(tooLarge(title, 'unpacked', limits.unpacked));
    }
    // `git archive` notes the commit; another tool may have left it out.
    if (/^[0-9a-f]{40}$/.test(comment ?? '') && comment !== commit) {
      refuse(unsound(`it is of the commit ${comment!.slice(0, 10)}`));
    }
    const slash = entry.path.indexOf('/');
    const top = entry.path.slice(0, Math.max(slash, 0));
    root ??= top;
    const path = entry.path.slice(slash + 1).replace(/\/$/, '');
    if (!top || top !== root || (path && !isReadablePath(path))) {
      refuse(unsound(`it has the name ${quotePath(entry.path.slice(0, 200))}`));
    }
    // Links are no files of the repository, as everywhere else.
    const isFile = type === 'File' || type === 'OldFile';
    if (failure || !isFile || !isWanted(path)) return undefined;
    kept += size;
    if (kept > limits.kept) {
      refuse(
        new ForgeError(
          'invalid',
          `The files that the portal reads of ${commit.slice(
            0,
            10,
          )} have more than ${
            limits.kept
          } bytes together, the last being ${quotePath(
            path,
          )}: make them smaller`,
          { files: [path] },
        ),
      );
    }
    if (files.has(path)) refuse(unsound(`it has ${quotePath(path)} twice`));
    return failure ? undefined : path;
  };

  const parser = new Parser({
    strict: true,
    onReadEntry(entry) {
      const path = look(entry);
      if (path === undefined) {
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      entry.on('data', chunk => chunks.push(chunk));
      entry.on('end', () => {
        const content = Buffer.concat(chunks);
        files.set(path, { content, oid: blobOid(content) });
      });
    },
  });
  parser.on('eof', () => {
    isWhole = true;
  });

  let broken: unknown;
  async function* sent() {
    let bytes = 0;
    let start = Buffer.alloc(0);
    try {
      for await (const chunk of body) {
        if (start.length < GZIP.length) {
          start = Buffer.concat([start, chunk]).subarray(0, GZIP.length);
          if (!GZIP.subarray(0, start.length).equals(start)) {
            refuse(unsound('it is none'));
          }
        }
        bytes += chunk.length;
        if (bytes > limits.sent) {
          refuse(tooLarge(title, 'sent', limits.sent));
        }
        if (failure) throw failure;
        yield chunk;
      }
    } catch (error) {
      broken = error;
      throw error;
    }
  }
  try {
    await pipeline(Readable.from(sent(), { objectMode: false }), parser);
  } catch (error) {
    if (failure) throw failure;
    // The connection's own failure is told by who knows the connection.
    if (broken) throw broken;
    throw unsound(`it can't be unpacked (${(error as Error).message})`);
  }
  if (failure) throw failure;
  if (!isWhole) throw unsound('it breaks off');
  return files;
}

function tooLarge(title: string, what: string, limit: number) {
  return new LargeArchiveError(
    'invalid',
    `The archive of ${title} has more than ${limit} bytes ${what}`,
  );
}
