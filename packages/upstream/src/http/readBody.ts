import { UpstreamError } from './UpstreamError';

/** The bytes of an answer as text; more than the limit is refused before it is held. */
export async function readBody(
  upstream: string,
  body: AsyncIterable<Uint8Array>,
  { maxBytes, length }: { maxBytes: number; length?: string },
): Promise<string> {
  const tooLarge = () =>
    new UpstreamError(
      upstream,
      'too-large',
      `answered with more than ${Math.floor(maxBytes / 1024)} KiB`,
    );
  if (length && Number(length) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

/** A text as JSON, or in words why it is none. */
export function parseJson(
  upstream: string,
  text: string,
  contentType: string,
): unknown {
  requireJson(upstream, contentType, text.slice(0, 200));
  try {
    return JSON.parse(text);
  } catch {
    throw new UpstreamError(
      upstream,
      'bad-answer',
      'answered with JSON that is broken or cut short',
    );
  }
}

export function requireJson(
  upstream: string,
  contentType: string,
  beginning = '',
): void {
  if (/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) return;
  const html =
    /html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(beginning);
  throw new UpstreamError(
    upstream,
    'bad-answer',
    html
      ? 'answered with a page for browsers and not with JSON: its url in the configuration may be that of a login page or a proxy'
      : 'answered with something that is not JSON',
  );
}
