import fs from 'node:fs';
import https from 'node:https';

export interface VaultAnswer {
  status: number;
  body: any;
}

/** Talks to the Vault of the test bed, over TLS as everybody does. */
export class VaultClient {
  private readonly agent: https.Agent;

  constructor(private readonly url: string, ca: string) {
    this.agent = new https.Agent({ keepAlive: true, ca: fs.readFileSync(ca) });
  }

  /** Resolves to every answer; `path` from below `/v1/`. */
  ask(
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown } = {},
  ): Promise<VaultAnswer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request(
        new URL(`/v1/${path}`, this.url),
        {
          method,
          agent: this.agent,
          timeout: 60_000,
          headers: {
            ...(token && { 'x-vault-token': token }),
            ...(payload && { 'content-type': 'application/json' }),
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8').on('data', chunk => (text += chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: text ? JSON.parse(text) : undefined,
            }),
          );
        },
      );
      request.once('error', reject);
      request.once('timeout', () => request.destroy(new Error('no answer')));
      request.end(payload);
    });
  }

  /** Rejects where Vault refuses. */
  async do(
    method: string,
    path: string,
    options: { token?: string; body?: unknown } = {},
  ): Promise<any> {
    const { status, body } = await this.ask(method, path, options);
    if (status >= 300) {
      throw new Error(
        `${method} ${path}: ${status} ${(body?.errors ?? []).join(' ')}`,
      );
    }
    return body;
  }

  close() {
    this.agent.destroy();
  }
}
