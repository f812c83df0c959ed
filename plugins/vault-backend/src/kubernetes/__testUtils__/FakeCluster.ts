import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyOf,
  sendJson,
  serveOnLoopback,
  type Served,
} from '@idp/testing-node';

export type WireObject = Record<string, any>;

interface Watcher {
  kind: string;
  response: ServerResponse;
}

interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  accept?: string;
  authorization?: string;
  contentType?: string;
  body: string;
}

type Fault = (request: Asked, response: ServerResponse) => boolean;

/**
 * An API server on loopback with the wire format of Kubernetes: lists by pages, watches with bookmarks, `410 Gone` for what
 * it has forgotten, `404 page not found` for kinds that it does not have. It knows nothing of rights; faults are put in.
 */
export class FakeCluster {
  readonly asked: Asked[] = [];
  readonly token = 'cluster-token-of-the-test';
  #version = 100;
  /** Changes up to here are forgotten. */
  #forgotten = 0;
  readonly #objects = new Map<string, Map<string, WireObject>>();
  readonly #changes: Array<{
    version: number;
    kind: string;
    type: string;
    object: WireObject;
  }> = [];
  readonly #watchers = new Set<Watcher>();
  #faults: Fault[] = [];
  #served?: Served;
  url = '';

  /** Kinds as they stand in addresses, such as `apis/external-secrets.io/v1/externalsecrets`. */
  constructor(kinds: readonly string[]) {
    for (const kind of kinds) this.#objects.set(kind, new Map());
  }

  async start(): Promise<void> {
    this.#served = await serveOnLoopback((request, response) =>
      this.#answer(request, response),
    );
    this.url = `${this.#served.url}/kubernetes/local`;
  }

  async stop(): Promise<void> {
    await this.#served?.stop();
  }

  /** The kind is there from now on, or not any more. */
  install(kind: string): void {
    this.#objects.set(kind, new Map());
  }

  uninstall(kind: string): void {
    this.#objects.delete(kind);
    this.cut(kind);
  }

  put(kind: string, object: WireObject): void {
    const id = idOf(object);
    const known = this.#objects.get(kind)!;
    const type = known.has(id) ? 'MODIFIED' : 'ADDED';
    this.#version += 1;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#version) },
    };
    known.set(id, stored);
    this.#tell(kind, type, stored);
  }

  remove(kind: string, namespace: string, name: string): void {
    const known = this.#objects.get(kind)!;
    const object = known.get(`${namespace}/${name}`)!;
    known.delete(`${namespace}/${name}`);
    this.#version += 1;
    this.#tell(kind, 'DELETED', {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#version) },
    });
  }

  get(kind: string, namespace: string, name: string): WireObject | undefined {
    return this.#objects.get(kind)?.get(`${namespace}/${name}`);
  }

  /** Every request goes through the faults first; one that answers `true` has dealt with it. */
  fault(fault: Fault): () => void {
    this.#faults.push(fault);
    return () => {
      this.#faults = this.#faults.filter(item => item !== fault);
    };
  }

  /** Who asks from an earlier version has to list anew. */
  forget(): void {
    this.#forgotten = this.#version;
  }

  /** Ends the streams of a kind amid a line, or of all. */
  cut(kind?: string): void {
    for (const watcher of this.#watchers) {
      if (kind && watcher.kind !== kind) continue;
      watcher.response.write('{"type":"ADDED","object":{"metadata":{"na');
      watcher.response.socket?.destroy();
    }
  }

  /** Ends the streams of a kind as a server does after their time. */
  end(kind: string): void {
    for (const watcher of this.#watchers) {
      if (watcher.kind === kind) watcher.response.end();
    }
  }

  bookmark(kind: string): void {
    this.send(kind, {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(this.#version) } },
    });
  }

  send(kind: string, event: object): void {
    for (const watcher of this.#watchers) {
      if (watcher.kind === kind) {
        watcher.response.write(`${JSON.stringify(event)}\n`);
      }
    }
  }

  watches(kind: string): number {
    return [...this.#watchers].filter(item => item.kind === kind).length;
  }

  lists(kind: string): number {
    return this.asked.filter(
      ({ method, path, query }) =>
        method === 'GET' && path === kind && !query.has('watch'),
    ).length;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url!, 'http://fake');
    const asked: Asked = {
      method: request.method!,
      path: url.pathname.replace('/kubernetes/local/', ''),
      query: url.searchParams,
      accept: request.headers.accept,
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      body: await bodyOf(request),
    };
    this.asked.push(asked);
    if (this.#faults.some(fault => fault(asked, response))) return;
    if (asked.authorization !== `Bearer ${this.token}`) {
      sendStatus(response, 401, 'Unauthorized', 'Unauthorized');
    } else if (asked.method === 'PATCH') {
      this.#patch(asked, response);
    } else if (!this.#objects.has(asked.path)) {
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('404 page not found\n');
    } else if (asked.query.get('watch') === 'true') {
      this.#watch(asked, response);
    } else {
      this.#list(asked, response);
    }
  }

  #list({ path, query, accept }: Asked, response: ServerResponse): void {
    const all = [...this.#objects.get(path)!.values()];
    const from = Number(query.get('continue') ?? 0);
    const limit = Number(query.get('limit') ?? all.length);
    const items = all.slice(from, from + limit);
    const more = from + limit < all.length;
    sendJson(response, 200, {
      kind: accept?.includes('PartialObjectMetadataList')
        ? 'PartialObjectMetadataList'
        : 'List',
      metadata: {
        resourceVersion: String(this.#version),
        ...(more && { continue: String(from + limit) }),
      },
      items: accept?.includes('as=PartialObjectMetadata')
        ? items.map(({ metadata }) => ({ metadata }))
        : items,
    });
  }

  #watch({ path, query }: Asked, response: ServerResponse): void {
    const from = Number(query.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from < this.#forgotten) {
      response.end(
        `${JSON.stringify({
          type: 'ERROR',
          object: {
            kind: 'Status',
            code: 410,
            reason: 'Expired',
            message: `too old resource version: ${from}`,
          },
        })}\n`,
      );
      return;
    }
    const watcher = { kind: path, response };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
    for (const { version, kind, type, object } of this.#changes) {
      if (version > from && kind === path) {
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
  }

  #patch({ path, body }: Asked, response: ServerResponse): void {
    const parts = /^(.+)\/namespaces\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path);
    const [, group, namespace, plural, name] = parts ?? [];
    const kind = `${group}/${plural}`;
    const object = this.get(kind, namespace, name);
    if (!object) {
      sendStatus(response, 404, 'NotFound', `${plural} "${name}" not found`);
      return;
    }
    const { annotations } = JSON.parse(body).metadata;
    this.put(kind, {
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { ...object.metadata.annotations, ...annotations },
      },
    });
    sendJson(response, 200, this.get(kind, namespace, name)!);
  }

  #tell(kind: string, type: string, object: WireObject): void {
    this.#changes.push({ version: this.#version, kind, type, object });
    this.send(kind, { type, object });
  }
}

/** The configuration `kubernetes` of a portal, with these clusters by name. */
export function configOf(clusters: Record<string, FakeCluster>): object {
  return {
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: Object.entries(clusters).map(([name, { token, url }]) => ({
          name,
          url,
          authProvider: 'serviceAccount',
          serviceAccountToken: token,
        })),
      },
    ],
  };
}

/** The answer of an API server whose account has too few rights. */
export function sendForbidden(
  response: ServerResponse,
  verb: string,
  plural: string,
  group: string,
): boolean {
  sendStatus(
    response,
    403,
    'Forbidden',
    `${plural}.${group} is forbidden: User "system:serviceaccount:backstage:backstage" cannot ${verb} resource "${plural}" in API group "${group}" at the cluster scope`,
  );
  return true;
}

export function sendStatus(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
): void {
  sendJson(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    reason,
    code,
  });
}

function idOf({ metadata }: WireObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
