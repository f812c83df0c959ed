import fs from 'node:fs';
import https from 'node:https';

export interface VaultAnswer {
  status: number;
  body: any;
  contentType: string;
}

/** Talks to the Vault of the test bed, over TLS as everybody does. */
export class VaultClient {
  private readonly agent: https.Agent;

  constructor(private readonly url: string, ca: string) {
    this.agent = new https.Agent({ keepAlive: true, ca: fs.readFileSync(ca) });
  }

  /** Resolves to every answer; `path` from below `/v1/`. */
  async ask(
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown } = {},
  ): Promise<VaultAnswer> {
    const { bytes, ...answer } = await this.send(
      method,
      path,
      token,
      body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
    );
    const text = bytes.toString('utf8');
    return { ...answer, body: text ? JSON.parse(text) : undefined };
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

  /** A file, such as a snapshot; rejects where Vault refuses. */
  async download(path: string, token: string): Promise<Buffer> {
    const { status, bytes } = await this.send('GET', path, token);
    if (status >= 300) throw new Error(`GET ${path}: ${status}`);
    return bytes;
  }

  async upload(path: string, token: string, bytes: Buffer): Promise<void> {
    const answer = await this.send('POST', path, token, bytes);
    if (answer.status >= 300) {
      throw new Error(
        `POST ${path}: ${answer.status} ${answer.bytes.toString('utf8')}`,
      );
    }
  }

  private send(
    method: string,
    path: string,
    token?: string,
    payload?: Buffer,
  ): Promise<{ status: number; contentType: string; bytes: Buffer }> {
    return new Promise((resolve, reject) => {
      const request = https.request(
        new URL(`/v1/${path}`, this.url),
        {
          method,
          agent: this.agent,
          timeout: 60_000,
          headers: {
            ...(token && { 'x-vault-token': token }),
            ...(payload && {
              'content-type': 'application/json',
              'content-length': payload.length,
            }),
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'] ?? '',
              bytes: Buffer.concat(chunks),
            }),
          );
        },
      );
      request.once('error', reject);
      request.once('timeout', () => request.destroy(new Error('no answer')));
      request.end(payload);
    });
  }
}
