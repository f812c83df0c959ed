/** The portal answered with something else than success. */
export class PortalError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** Talks to the portal as the page of a signed-in person does. */
export class PortalClient {
  private token?: { text: string; since: number };

  /** `newToken` gives a token of the person, a new one each time. */
  constructor(
    readonly url: string,
    private readonly newToken: () => Promise<string>,
  ) {}

  get<T = any>(path: string): Promise<T> {
    return this.ask('GET', path);
  }

  post<T = any>(path: string, body?: object): Promise<T> {
    return this.ask('POST', path, body);
  }

  /** A token carries the groups that the catalog had when it was made. */
  signInAgain(): void {
    this.token = undefined;
  }

  async signIn(): Promise<string> {
    const now = performance.now();
    if (!this.token || now - this.token.since > 10 * 60_000)
      this.token = { text: await this.newToken(), since: now };
    return this.token.text;
  }

  /** `path` from below `/api/`; resolves to the JSON of the answer, undefined where there is none. */
  private async ask(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.signIn()}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(120_000),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new PortalError(
        response.status,
        `${method} ${path}: ${response.status} ${text.slice(0, 500)}`,
      );
    }
    return text ? JSON.parse(text) : undefined;
  }
}
