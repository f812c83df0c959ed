import fs from 'node:fs';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pki } from './pki';
import { type Impersonation, KubeError, type KubeObject } from './types';

export interface KubeRequest {
  method?: string;
  /** From `/api` or `/apis`. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
  contentType?: string;
  as?: Impersonation;
  /** Sent in the place of the administrator's certificate. */
  token?: string;
  /** Sees each warning that comes with the answer, whatever its status. */
  onWarning?: (text: string) => void;
}

export interface WriteOptions {
  as?: Impersonation;
  token?: string;
  /** Nothing is kept; admission and validation happen all the same. */
  dryRun?: boolean;
}

interface Resource {
  name: string;
  namespaced: boolean;
}

/** Talks to the API server of the test bed: as its administrator, as somebody else, or with a token. */
export class KubeClient {
  private readonly agents: { admin: https.Agent; anonymous: https.Agent };
  private readonly resources = new Map<string, Map<string, Resource>>();

  constructor(readonly server: string, readonly pki: Pki) {
    const ca = fs.readFileSync(pki.ca.cert);
    this.agents = {
      admin: new https.Agent({
        keepAlive: true,
        ca,
        cert: fs.readFileSync(pki.admin.cert),
        key: fs.readFileSync(pki.admin.key),
      }),
      anonymous: new https.Agent({ keepAlive: true, ca }),
    };
  }

  /**
   * Rejects with a {@link KubeError} for every answer but success. Resolves to JSON, or to text where it is none. A server
   * that has no time is asked again, where that can do no harm.
   */
  async request(request: KubeRequest): Promise<any> {
    for (let left = 4; ; left -= 1) {
      try {
        return await this.ask(request);
      } catch (error) {
        if (left > 0 && wasNotHeard(error)) continue;
        const mayRepeat = request.method !== 'POST' && left > 0;
        if (!mayRepeat || !isBusy(error)) throw error;
        await sleep(1_000);
      }
    }
  }

  private ask({
    method = 'GET',
    path,
    query = {},
    body,
    contentType = 'application/json',
    as,
    token,
    onWarning,
  }: KubeRequest): Promise<any> {
    const url = new URL(path, this.server);
    for (const [key, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(key, value);
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request(
        url,
        {
          method,
          agent: token ? this.agents.anonymous : this.agents.admin,
          headers: {
            accept: 'application/json',
            ...(payload !== undefined && {
              'content-type': contentType,
              'content-length': Buffer.byteLength(payload),
            }),
            ...(token && { authorization: `Bearer ${token}` }),
            ...(as && {
              'impersonate-user': as.user,
              ...(as.groups?.length && { 'impersonate-group': as.groups }),
            }),
          },
          timeout: 120_000,
        },
        response => {
          let text = '';
          response.setEncoding('utf8').on('data', chunk => (text += chunk));
          response.once('error', reject);
          response.once('end', () => {
            const answer = parse(text);
            if (onWarning) warningsOf(response.rawHeaders).forEach(onWarning);
            const status = response.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(answer);
            else {
              const message =
                typeof answer === 'string' ? answer : answer?.message;
              reject(
                new KubeError(status, message || `status ${status}`, answer),
              );
            }
          });
        },
      );
      request.once('error', error =>
        reject(Object.assign(error, { reusedSocket: request.reusedSocket })),
      );
      request.once('timeout', () =>
        request.destroy(new Error(`${method} ${path}: no answer in 120 s`)),
      );
      request.end(payload);
    });
  }

  /** Path of an object, or of its collection where there is no name. */
  async pathOf(
    { apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>,
    namespace?: string,
    name?: string,
  ): Promise<string> {
    const resource = await this.resource(apiVersion, kind);
    const base = groupPath(apiVersion);
    const scope =
      resource.namespaced && namespace ? `/namespaces/${namespace}` : '';
    return `${base}${scope}/${resource.name}${name ? `/${name}` : ''}`;
  }

  /** The object as it would be on the server, by server-side apply with strict validation of its fields. */
  async apply(
    object: KubeObject,
    {
      as,
      token,
      dryRun,
      manager = 'testbed',
      force = true,
    }: WriteOptions & { manager?: string; force?: boolean } = {},
  ): Promise<KubeObject> {
    return this.request({
      method: 'PATCH',
      path: await this.pathOf(
        object,
        object.metadata.namespace,
        object.metadata.name,
      ),
      query: {
        fieldManager: manager,
        force: String(force),
        fieldValidation: 'Strict',
        dryRun: dryRun ? 'All' : undefined,
      },
      contentType: 'application/apply-patch+yaml',
      body: object,
      as,
      token,
    });
  }

  async create(
    object: KubeObject,
    { as, token, dryRun }: WriteOptions = {},
  ): Promise<KubeObject> {
    return this.request({
      method: 'POST',
      path: await this.pathOf(object, object.metadata.namespace),
      query: { dryRun: dryRun ? 'All' : undefined },
      body: object,
      as,
      token,
    });
  }

  /** undefined where there is none. */
  async get(
    of: Pick<KubeObject, 'apiVersion' | 'kind'>,
    name: string,
    namespace?: string,
    options: { as?: Impersonation; token?: string } = {},
  ): Promise<KubeObject | undefined> {
    try {
      return await this.request({
        path: await this.pathOf(of, namespace, name),
        ...options,
      });
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return undefined;
      throw error;
    }
  }

  async list(
    of: Pick<KubeObject, 'apiVersion' | 'kind'>,
    namespace?: string,
    query: Record<string, string> = {},
  ): Promise<KubeObject[]> {
    const { items } = await this.request({
      path: await this.pathOf(of, namespace),
      query,
    });
    return items.map((item: KubeObject) => ({ ...item, ...of }));
  }

  async patch(
    of: Pick<KubeObject, 'apiVersion' | 'kind'>,
    name: string,
    namespace: string | undefined,
    patch: unknown,
    options: WriteOptions = {},
  ): Promise<KubeObject> {
    return this.request({
      method: 'PATCH',
      path: await this.pathOf(of, namespace, name),
      query: { dryRun: options.dryRun ? 'All' : undefined },
      contentType: 'application/merge-patch+json',
      body: patch,
      as: options.as,
      token: options.token,
    });
  }

  /** Does nothing where there is none. */
  async delete(
    of: Pick<KubeObject, 'apiVersion' | 'kind'>,
    name: string,
    namespace?: string,
    options: WriteOptions = {},
  ): Promise<void> {
    try {
      await this.request({
        method: 'DELETE',
        path: await this.pathOf(of, namespace, name),
        query: { dryRun: options.dryRun ? 'All' : undefined },
        as: options.as,
        token: options.token,
      });
    } catch (error) {
      if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
  }

  /** A token of a service account, for an hour. */
  async token(
    namespace: string,
    serviceAccount: string,
    { audiences, as }: { audiences?: string[]; as?: Impersonation } = {},
  ): Promise<string> {
    const { status } = await this.request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`,
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600, ...(audiences && { audiences }) },
      },
      as,
    });
    return status.token;
  }

  /** Another cluster answers from now on: what kinds it has is asked anew. */
  forgetKinds() {
    this.resources.clear();
  }

  close() {
    this.agents.admin.destroy();
    this.agents.anonymous.destroy();
  }

  /** How the server names a kind; it is asked again for what it did not know before. */
  private async resource(apiVersion: string, kind: string): Promise<Resource> {
    const known = this.resources.get(apiVersion)?.get(kind);
    if (known) return known;
    const { resources } = await this.request({ path: groupPath(apiVersion) });
    this.resources.set(
      apiVersion,
      new Map(
        (resources as Array<Resource & { kind: string }>)
          .filter(({ name }) => !name.includes('/'))
          .map(resource => [resource.kind, resource]),
      ),
    );
    const found = this.resources.get(apiVersion)!.get(kind);
    if (!found)
      throw new KubeError(404, `The server has no ${kind} of ${apiVersion}.`);
    return found;
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof KubeError && [429, 500, 503, 504].includes(error.status)
  );
}

/** The server closed a connection that was kept, in the moment in which it was used again. */
function wasNotHeard(error: unknown): boolean {
  const { code, reusedSocket } = error as NodeJS.ErrnoException & {
    reusedSocket?: boolean;
  };
  return code === 'ECONNRESET' && reusedSocket === true;
}

function groupPath(apiVersion: string) {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}

/** The texts of `Warning: 299 - "…"`. */
function warningsOf(rawHeaders: string[]): string[] {
  return rawHeaders
    .filter((_, i) => rawHeaders[i - 1]?.toLowerCase() === 'warning' && i % 2)
    .map(value => /^299 \S+ ("(?:[^"\\]|\\.)*")/.exec(value)?.[1])
    .filter((quoted): quoted is string => quoted !== undefined)
    .map(quoted => quoted.slice(1, -1).replace(/\\(.)/g, '$1'));
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
