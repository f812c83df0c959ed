/** An answer of Argo CD's API, whatever its status. */
export interface ArgocdAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** undefined where it is no JSON. */
  json: any;
}

export interface ArgocdRequest {
  method?: string;
  /** From `/api/v1`. */
  path: string;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Talks to Argo CD's API server. */
export class ArgocdClient {
  constructor(readonly url: string) {}

  /** Resolves to every answer; rejects only where there is none. */
  async ask({
    method = 'GET',
    path,
    token,
    body,
    headers = {},
  }: ArgocdRequest): Promise<ArgocdAnswer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        // Wanted of every write, be there a body or not.
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      json: parse(text),
    };
  }

  /** The first messages of a stream, as they come over the wire, until `enough` says so. */
  async stream(
    { path, token, headers = {} }: ArgocdRequest,
    enough: (text: string) => boolean,
    timeoutMs = 20_000,
  ): Promise<ArgocdAnswer> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    const response = await fetch(`${this.url}${path}`, {
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      signal: abort.signal,
    });
    let text = '';
    try {
      const decoder = new TextDecoder();
      for await (const chunk of response.body as any) {
        text += decoder.decode(chunk, { stream: true });
        if (enough(text)) break;
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      json: undefined,
    };
  }
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
