import http from 'node:http';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const gunzip = promisify(zlib.gunzip);
const brotli = promisify(zlib.brotliDecompress);

/** What browsers open to one host at most. */
const CONNECTIONS = 6;

export interface Answer {
  status: number;
  /** On the wire, without the head. */
  bytes: number;
  body: any;
}

interface RawAnswer {
  status: number;
  encoding?: string;
  raw: Buffer;
}

/** Asks one backend as the browser of one person does: so many connections, kept open, and compressed answers. */
export class Browser {
  private readonly agent = new http.Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS,
  });
  bytes = 0;
  requests = 0;

  constructor(
    private readonly url: string,
    private readonly token: () => Promise<string>,
  ) {}

  /** Refuses every answer that is not 2xx. */
  async get(path: string): Promise<any> {
    const { status, body } = await this.ask(path);
    if (status < 200 || status > 299) {
      throw new Error(
        `GET ${path}: ${status} ${JSON.stringify(body).slice(0, 300)}`,
      );
    }
    return body;
  }

  async ask(
    path: string,
    options: { timeoutMs?: number } = {},
  ): Promise<Answer> {
    const token = await this.token();
    const { status, encoding, raw } = await this.send(path, token, options);
    this.requests += 1;
    this.bytes += raw.length;
    const text = (await decode(raw, encoding)).toString('utf8');
    let body: unknown = text;
    try {
      body = JSON.parse(text);
    } catch {
      // Some answers are plain text
    }
    return { status, bytes: raw.length, body };
  }

  close() {
    this.agent.destroy();
  }

  private send(
    path: string,
    token: string,
    options: { timeoutMs?: number },
  ): Promise<RawAnswer> {
    return new Promise<RawAnswer>((resolve, reject) => {
      const request = http.get(
        `${this.url}/api/${path}`,
        {
          agent: this.agent,
          headers: {
            authorization: `Bearer ${token}`,
            'accept-encoding': 'gzip, deflate, br',
            'content-type': 'application/json',
          },
          ...(options.timeoutMs && {
            signal: AbortSignal.timeout(options.timeoutMs),
          }),
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode!,
              encoding: response.headers['content-encoding'],
              raw: Buffer.concat(chunks),
            }),
          );
        },
      );
      request.once('error', (error: NodeJS.ErrnoException) => {
        // The backend closed a connection that was kept: browsers ask again on another.
        if (request.reusedSocket && error.code === 'ECONNRESET') {
          this.send(path, token, options).then(resolve, reject);
        } else {
          reject(error);
        }
      });
    });
  }
}

async function decode(raw: Buffer, encoding?: string): Promise<Buffer> {
  if (encoding === 'gzip') return gunzip(raw);
  if (encoding === 'br') return brotli(raw);
  return raw;
}
