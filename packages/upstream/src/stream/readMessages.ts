/**
 * The messages of a stream, of server-sent events or of one JSON text a line. `undefined` is a sign of life without a
 * message.
 */
export async function* readMessages(
  lines: AsyncIterable<string>,
  contentType: string,
): AsyncGenerator<string | undefined> {
  if (!/^text\/event-stream\b/i.test(contentType)) {
    for await (const line of lines) {
      yield line.trim() === '' ? undefined : line;
    }
    return;
  }
  let data: string[] = [];
  for await (const line of lines) {
    if (line === '') {
      yield data.length > 0 ? data.join('\n') : undefined;
      data = [];
    } else if (line.startsWith('data:')) {
      data.push(line.slice(line[5] === ' ' ? 6 : 5));
    } else if (line.startsWith(':')) {
      yield undefined;
    }
  }
}
