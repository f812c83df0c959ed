/** One answer of a stand-in. */
export interface Answer {
  status: number;
  type: string;
  text: string;
  body: any;
}

/** Asks a stand-in over HTTP. */
export async function ask(
  url: string,
  options: {
    token?: string;
    method?: string;
    body?: unknown;
    type?: string;
  } = {},
): Promise<Answer> {
  const { token, method = 'GET', body, type = 'application/json' } = options;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(method !== 'GET' && type && { 'content-type': type }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text,
    body: parsed,
  };
}

/** A stream that is read as it comes. Nothing comes before the first message, no headers either. */
export function openStream(
  url: string,
  options: { token?: string; accept?: string },
) {
  const { token, accept = 'text/event-stream' } = options;
  const controller = new AbortController();
  const opened = fetch(url, {
    headers: { ...(token && { authorization: `Bearer ${token}` }), accept },
    signal: controller.signal,
  });
  const reader = opened.then(({ body }) =>
    body!.pipeThrough(new TextDecoderStream()).getReader(),
  );
  reader.catch(() => {});
  let text = '';
  return {
    status: async () => (await opened).status,
    type: async () => (await opened).headers.get('content-type'),
    text: () => text,
    /** Reads until what has come fits. */
    async until(fits: (text: string) => boolean): Promise<string> {
      while (!fits(text)) {
        const { value, done } = await (await reader).read();
        if (done) throw new Error(`The stream ended after: ${text}`);
        text += value;
      }
      return text;
    },
    close: () => controller.abort(),
  };
}

/** The messages of an event stream. */
export function messages(text: string): any[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('data: '))
    .map(line => JSON.parse(line.slice('data: '.length)).result);
}
