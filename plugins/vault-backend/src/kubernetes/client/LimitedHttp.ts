import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { UpstreamError } from '@idp/upstream';
import type {
  HttpLibrary,
  RequestContext,
  ResponseContext,
} from '@kubernetes/client-node';
import type { ClientLibrary } from './library';

/** The official client's calls, with an end in time and in size. */
export class LimitedHttp implements HttpLibrary {
  constructor(
    private readonly options: {
      library: ClientLibrary;
      cluster: string;
      answerMs: number;
      maxBytes: number;
      signal: AbortSignal;
    },
  ) {}

  send(request: RequestContext) {
    return new this.options.library.Observable(this.#send(request));
  }

  async #send(request: RequestContext): Promise<ResponseContext> {
    const { answerMs, library, signal } = this.options;
    const timer = AbortSignal.timeout(answerMs);
    try {
      const answer = await open(request, AbortSignal.any([signal, timer]));
      const bytes = await this.#read(answer);
      return new library.ResponseContext(
        answer.statusCode ?? 0,
        headersOf(answer),
        { text: async () => bytes.toString('utf8'), binary: async () => bytes },
      );
    } catch (error) {
      throw timer.aborted ? timer.reason : error;
    }
  }

  async #read(answer: IncomingMessage): Promise<Buffer> {
    const { cluster, maxBytes } = this.options;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        answer.destroy();
        throw new UpstreamError(
          cluster,
          'too-large',
          `answered with more than ${Math.floor(maxBytes / 1024)} KiB`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, bytes);
  }
}

function open(
  request: RequestContext,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(request.getUrl());
  const { request: send } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      url,
      {
        method: request.getHttpMethod().toString(),
        headers: request.getHeaders(),
        agent: request.getAgent() as http.Agent | undefined,
        signal,
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(request.getBody());
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
}
