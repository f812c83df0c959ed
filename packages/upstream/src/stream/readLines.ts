import { UpstreamError } from '../http/UpstreamError';

/**
 * The lines of a stream of bytes, without their ends. What stands behind the last line end is no line: a stream that is cut
 * amid a line brings nothing half.
 */
export async function* readLines(
  upstream: string,
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<string> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(10, start);
      const piece = chunk.subarray(start, end < 0 ? undefined : end);
      bytes += piece.byteLength;
      if (bytes > maxLineBytes) {
        throw new UpstreamError(
          upstream,
          'too-large',
          `sent a line of more than ${Math.floor(maxLineBytes / 1024)} KiB`,
        );
      }
      pieces.push(piece);
      if (end < 0) break;
      const line = Buffer.concat(pieces, bytes).toString('utf8');
      yield line.endsWith('\r') ? line.slice(0, -1) : line;
      pieces = [];
      bytes = 0;
      start = end + 1;
    }
  }
}
