import { createHash } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a route sees it. */
export interface FakeRequest {
  method: string;
  /** Decoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: any;
  /** What the groups of the route's pattern matched, decoded. */
  params: string[];
}

export interface FakeAnswer {
  status: number;
  /** A text or a Buffer as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export type FakeRoute = [
  method: string,
  pattern: RegExp,
  handle: (request: FakeRequest) => Promise<FakeAnswer> | FakeAnswer,
];

/** What goes wrong. */
export type FaultKind =
  /** Answers this and does nothing. */
  | FakeAnswer
  /** Takes the request and never answers. */
  | 'silent'
  /** Closes the connection before doing anything. */
  | 'cut-before'
  /** Does what was asked for, and closes the connection in the middle of the answer. */
  | 'cut-after'
  /** Answers 200 with a page, as a proxy does. */
  | 'page'
  /** Answers 200 with an object that has nothing in it. */
  | 'hollow';

export interface Fault {
  kind: FaultKind;
  method?: string;
  path?: RegExp;
  /** How many matching requests pass before it begins. */
  after?: number;
  /** How often; for ever when absent. */
  times?: number;
}

/** The HTTP of a forge on loopback, and the means to break it. */
export class FakeServer {
  readonly requests: Array<{
    method: string;
    path: string;
    authorization?: string;
  }> = [];
  /** Called before a request is done, as somebody who is faster. */
  before?: (request: FakeRequest) => Promise<void> | void;
  /** Called with the status of every answer. */
  onAnswer?: (status: number) => void;
  /** Called when a request has come that gets no answer. */
  onSilent?: () => void;
  private faults: Fault[] = [];
  private readonly server: Server;

  constructor(
    private readonly options: {
      routes: FakeRoute[];
      /** Refuses what has no right to ask. */
      authorize: (request: FakeRequest) => FakeAnswer | undefined;
      notFound: FakeAnswer;
    },
  ) {
    this.server = createServer((request, response) => {
      void this.take(request, response);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve =>
      this.server.listen(0, '127.0.0.1', resolve),
    );
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  break(fault: Fault): void {
    this.faults.push({ times: Infinity, ...fault });
  }

  repair(): void {
    this.faults = [];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async take(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const url = new URL(incoming.url!, 'http://localhost');
    const text = Buffer.concat(chunks).toString('utf8');
    const request: FakeRequest = {
      method: incoming.method!,
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: incoming.headers,
      body: text ? JSON.parse(text) : undefined,
      params: [],
    };
    this.requests.push({
      method: request.method,
      path: request.path,
      authorization: incoming.headers.authorization,
    });
    await this.before?.(request);
    const kind = this.faultOf(request);
    if (kind === 'silent') {
      this.onSilent?.();
      return;
    }
    if (kind === 'cut-before') {
      incoming.socket.destroy();
      return;
    }
    const answer = await this.answer(request, kind);
    this.write(incoming, response, answer, kind === 'cut-after');
  }

  private faultOf({ method, path }: FakeRequest): FaultKind | undefined {
    for (const fault of this.faults) {
      const isMeant =
        (!fault.method || fault.method === method) &&
        (!fault.path || fault.path.test(path));
      if (!isMeant || fault.times === 0) continue;
      if (fault.after) {
        fault.after -= 1;
        continue;
      }
      fault.times! -= 1;
      return fault.kind;
    }
    return undefined;
  }

  private async answer(
    request: FakeRequest,
    kind: FaultKind | undefined,
  ): Promise<FakeAnswer> {
    if (kind === 'page') {
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Sign in</title>',
      };
    }
    if (kind === 'hollow') return { status: 200, body: {} };
    if (typeof kind === 'object') return kind;
    const refused = this.options.authorize(request);
    if (refused) return refused;
    for (const [method, pattern, handle] of this.options.routes) {
      const match = method === request.method && pattern.exec(request.path);
      if (!match) continue;
      try {
        return await handle({ ...request, params: match.slice(1) });
      } catch (error) {
        if (isAnswer(error)) return error;
        return { status: 500, body: { message: String(error) } };
      }
    }
    return this.options.notFound;
  }

  private write(
    incoming: IncomingMessage,
    response: ServerResponse,
    { status, body, headers = {} }: FakeAnswer,
    isCut: boolean,
  ): void {
    if (isCut && body === undefined) {
      incoming.socket.destroy();
      return;
    }
    const isText = typeof body === 'string';
    const data = Buffer.isBuffer(body)
      ? body
      : Buffer.from(isText ? body : JSON.stringify(body) ?? '');
    const etag = `"${createHash('sha1').update(data).digest('hex')}"`;
    const isKnown =
      incoming.method === 'GET' &&
      status === 200 &&
      incoming.headers['if-none-match'] === etag;
    this.onAnswer?.(isKnown ? 304 : status);
    response.writeHead(isKnown ? 304 : status, {
      'content-type': isText
        ? 'text/plain; charset=utf-8'
        : 'application/json; charset=utf-8',
      ...(incoming.method === 'GET' && status === 200 && { etag }),
      ...(!isKnown && { 'content-length': `${data.length}` }),
      ...headers,
    });
    if (!isCut) {
      response.end(isKnown ? undefined : data);
      return;
    }
    response.write(data.subarray(0, Math.floor(data.length / 2)), () =>
      incoming.socket.destroy(),
    );
  }
}

/** Thrown by a route to answer something else. */
export function answerOf(status: number, body?: unknown): FakeAnswer & Error {
  return Object.assign(new Error(`answer ${status}`), { status, body });
}

function isAnswer(error: unknown): error is FakeAnswer {
  return typeof (error as FakeAnswer)?.status === 'number';
}

/** One page of a list, and the Link header that leads to the others. */
export function pageOf<T>(
  items: T[],
  request: FakeRequest,
  options: { address: string; sizeKey: string; largest: number },
): { items: T[]; headers: Record<string, string> } {
  const { address, sizeKey, largest } = options;
  const size = Math.min(
    Number(request.query.get(sizeKey) ?? 30) || 30,
    largest,
  );
  const page = Math.max(Number(request.query.get('page') ?? 1), 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (rel: string, number: number) => {
    const query = new URLSearchParams(request.query);
    query.set('page', `${number}`);
    return `<${address}${request.path}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link('prev', page - 1), link('first', 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}
