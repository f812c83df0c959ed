/** An answer of Gitea's API, whatever its status. */
export interface GiteaAnswer {
  status: number;
  /** undefined where it is no JSON. */
  json: any;
  text: string;
}

/** Who asks: by a token, or by name and password, which is how the first token is made. */
export type GiteaCredential =
  | { token: string }
  | { user: string; password: string };

/** Talks to Gitea's API. */
export class GiteaClient {
  constructor(readonly url: string) {}

  /** Resolves to every answer; `path` from below `/api/v1/`. */
  async ask(
    method: string,
    path: string,
    { as, body }: { as?: GiteaCredential; body?: unknown } = {},
  ): Promise<GiteaAnswer> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        ...(as && { authorization: authorizationOf(as) }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return { status: response.status, text, json: parse(text) };
  }

  /** Resolves to the JSON of the answer; rejects where Gitea refuses. */
  async do(
    method: string,
    path: string,
    options: { as?: GiteaCredential; body?: unknown } = {},
  ): Promise<any> {
    const { status, json, text } = await this.ask(method, path, options);
    if (status >= 300) {
      throw new Error(
        `${method} ${path}: ${status} ${json?.message ?? text.slice(0, 200)}`,
      );
    }
    return json;
  }
}

function authorizationOf(credential: GiteaCredential): string {
  if ('token' in credential) return `token ${credential.token}`;
  const { user, password } = credential;
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
