import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyOf,
  sendJson,
  serveOnLoopback,
  type Served,
} from '@idp/testing-node';
import { project } from './project';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A call that the fake got. */
export interface FakeCall {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  body?: any;
}

/**
 * An Argo CD on loopback that answers as argocd-server 3.5 does, and fails as it is told. Applications are in its wire
 * format.
 */
export class FakeArgoCD {
  readonly apps = new Map<string, any>();
  readonly calls: FakeCall[] = [];
  /** Answers of `GET /applications/{name}/{what}`, by `name/what`. */
  readonly details = new Map<string, object | ((call: FakeCall) => object)>();
  /** Bearer tokens that are let in; any when empty. */
  readonly tokens = new Set<string>();
  /** Decides about a call before it is answered; true where it answered itself. */
  intercept: (call: FakeCall, res: ServerResponse) => boolean = () => false;
  readonly #streams = new Set<{ res: ServerResponse; fields: string }>();
  readonly #waiting = new Set<() => void>();
  #served?: Served;

  static async start(apps: any[] = []): Promise<FakeArgoCD> {
    const fake = new FakeArgoCD();
    for (const app of apps) fake.apps.set(keyOf(app), app);
    fake.#served = await serveOnLoopback((req, res) => fake.#handle(req, res));
    return fake;
  }

  get url(): string {
    return this.#served!.url;
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  async stop(): Promise<void> {
    await this.#served!.stop();
  }

  /** Creates or changes an Application, and tells the streams. */
  set(app: any): void {
    const type = this.apps.has(keyOf(app)) ? 'MODIFIED' : 'ADDED';
    this.apps.set(keyOf(app), app);
    this.send(type, app);
  }

  delete(key: string): void {
    const app = this.apps.get(key);
    this.apps.delete(key);
    this.send('DELETED', app);
  }

  /** Tells the streams, whatever is the case. */
  send(type: string, application: any): void {
    for (const { res, fields } of this.#streams) {
      res.write(message(type, application, fields));
    }
  }

  /** Sends bytes as they are. */
  sendRaw(text: string): void {
    for (const { res } of this.#streams) res.write(text);
  }

  /** Ends all streams, amid whatever they were about to say. */
  cutStreams(rest = ''): void {
    for (const { res } of this.#streams) {
      if (rest) res.write(rest);
      res.socket?.end();
    }
    this.#streams.clear();
  }

  /** Resolves when it has got a call that fits. */
  async called(fits: (call: FakeCall) => boolean): Promise<FakeCall> {
    for (;;) {
      const call = this.calls.find(fits);
      if (call) return call;
      await new Promise<void>(resolve => this.#waiting.add(resolve));
    }
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url!, 'http://fake');
    const text = await bodyOf(req);
    const call: FakeCall = {
      method: req.method!,
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(
        [...new Set(url.searchParams.keys())].map(key => {
          const values = url.searchParams.getAll(key);
          return [key, values.length > 1 ? values : values[0]];
        }),
      ),
      body: text ? JSON.parse(text) : undefined,
    };
    this.calls.push(call);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
    if (this.intercept(call, res)) return;
    const token = (req.headers.authorization ?? '').replace('Bearer ', '');
    const open = call.path === '/api/v1/session' || this.tokens.size === 0;
    if (!open && !this.tokens.has(token)) {
      sendJson(res, 401, { error: 'invalid session', code: 16 });
      return;
    }
    if (
      req.method !== 'GET' &&
      req.headers['content-type'] !== 'application/json'
    ) {
      res.writeHead(415).end();
      return;
    }
    this.#route(call)(req, res);
  }

  #route({ method, path, query, body }: FakeCall): Answer {
    if (path === '/api/v1/session') {
      const token = `session-of-${body.username}-${this.calls.length}`;
      this.tokens.add(token);
      return (_, res) => sendJson(res, 200, { token });
    }
    if (path === '/api/v1/stream/applications') {
      return (_, res) => this.#stream(String(query.fields ?? ''), res);
    }
    if (path === '/api/v1/applications') {
      return (_, res) =>
        sendJson(res, 200, {
          metadata: { resourceVersion: '1' },
          items: [...this.apps.values()].map(
            app =>
              project({ items: [app] }, String(query.fields ?? '')).items[0],
          ),
        });
    }
    const parts = path.split('/').slice(4);
    const [name] = parts;
    const namespace = String(query.appNamespace ?? body?.appNamespace);
    const app = this.apps.get(`${namespace}/${name}`);
    const wanted = query.project ?? body?.project;
    if (!app || (wanted && wanted !== app.spec.project)) {
      return (_, res) =>
        sendJson(res, 403, { error: 'permission denied', code: 7 });
    }
    if (parts.length === 1 || method !== 'GET') {
      return (_, res) => sendJson(res, 200, app);
    }
    const detail = this.details.get(parts.join('/'));
    if (!detail) return (_, res) => sendJson(res, 200, {});
    return (_, res) =>
      sendJson(
        res,
        200,
        typeof detail === 'function'
          ? detail({ method, path, query, body })
          : detail,
      );
  }

  #stream(fields: string, res: ServerResponse): void {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    if (this.apps.size === 0) res.write(':\n');
    for (const app of this.apps.values()) {
      res.write(message('ADDED', app, fields));
    }
    const stream = { res, fields };
    this.#streams.add(stream);
    res.on('close', () => this.#streams.delete(stream));
  }
}

export function keyOf(app: any): string {
  return `${app.metadata.namespace}/${app.metadata.name}`;
}

function message(type: string, application: any, fields: string): string {
  return `data: ${JSON.stringify(
    project({ result: { type, application } }, fields),
  )} \n\n`;
}
