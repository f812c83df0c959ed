import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyOf,
  sendJson,
  serveOnLoopback,
  type Served,
} from '@idp/testing-node';

/** A version of a secret, with a value that nobody may see. */
interface FakeVersion {
  created_time: string;
  deletion_time: string;
  destroyed: boolean;
}

interface FakeSecret {
  versions: FakeVersion[];
  custom_metadata: Record<string, string> | null;
}

interface FakeMount {
  version: 1 | 2;
  secrets: Map<string, FakeSecret>;
}

/** What a token may do, by the path of the API. */
export type FakePolicy = (path: string) => string[];

export interface FakeCall {
  method: string;
  /** Below `/v1/`, decoded. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: any;
}

const OWN = new Set([
  'auth/token/lookup-self',
  'auth/token/renew-self',
  'sys/capabilities-self',
]);

/** Lists and reads metadata of `kv`, asks about itself, and nothing else: what a portal's token should be able to do. */
export const metadataOnly: FakePolicy = path => {
  if (path.startsWith('kv/metadata/')) return ['list', 'read'];
  return OWN.has(path) ? ['read', 'update'] : ['deny'];
};

/** In the answers of data, which the plugin never asks for. */
export const CANARY = 'canary-value-of-a-secret';

/** A Vault on loopback that answers as Vault 1.21 and OpenBao do, and fails as it is told. */
export class FakeVault {
  readonly calls: FakeCall[] = [];
  readonly mounts = new Map<string, FakeMount>([
    ['kv', { version: 2, secrets: new Map() }],
  ]);
  readonly tokens = new Map<string, FakePolicy>([
    ['root-of-test', metadataOnly],
  ]);
  /** How long tokens of a sign-in last, in seconds, and what they may do. */
  lease = { seconds: 3_600, renewable: true, policy: metadataOnly };
  health: Record<string, unknown> = {
    initialized: true,
    sealed: false,
    standby: false,
  };
  /** Decides about a call before it is answered; true where it answered itself. */
  intercept: (call: FakeCall, res: ServerResponse) => boolean = () => false;
  #issued = 0;
  #served?: Served;

  static async start(): Promise<FakeVault> {
    const fake = new FakeVault();
    fake.#served = await serveOnLoopback((req, res) => fake.#handle(req, res));
    return fake;
  }

  get url(): string {
    return this.#served!.url;
  }

  async stop(): Promise<void> {
    await this.#served!.stop();
  }

  /** Writes a version, at a time. */
  write(
    path: string,
    options: {
      mount?: string;
      at?: string;
      custom?: Record<string, string>;
    } = {},
  ): FakeSecret {
    const { at = '2026-11-20T10:00:00.123456789Z', mount = 'kv' } = options;
    const { secrets } = this.mounts.get(mount)!;
    let secret = secrets.get(path);
    if (!secret) {
      secret = { versions: [], custom_metadata: null };
      secrets.set(path, secret);
    }
    if (options.custom) secret.custom_metadata = options.custom;
    secret.versions.push({
      created_time: at,
      deletion_time: '',
      destroyed: false,
    });
    return secret;
  }

  remove(path: string, mount = 'kv'): void {
    this.mounts.get(mount)!.secrets.delete(path);
  }

  /** Paths that were asked for since the last time, without sign-in and self-check. */
  asked(): string[] {
    return this.calls
      .splice(0)
      .map(({ path, query }) => (query.get('list') ? `LIST ${path}` : path))
      .filter(path => !/^(sys|auth)\//.test(path));
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url!, 'http://localhost');
    const text = await bodyOf(req);
    const call: FakeCall = {
      method: req.method!,
      path: url.pathname
        .replace(/^\/v1\//, '')
        .split('/')
        .map(decodeURIComponent)
        .join('/'),
      query: url.searchParams,
      headers: req.headers,
      body: text && JSON.parse(text),
    };
    this.calls.push(call);
    if (this.intercept(call, res)) return;
    if (call.path === 'sys/health') {
      sendJson(res, 200, this.health);
    } else if (this.health.sealed) {
      refuse(res, 503, 'Vault is sealed');
    } else if (/^auth\/.+\/login$/.test(call.path)) {
      this.#signIn(call, res);
    } else {
      this.#permitted(call, res);
    }
  }

  #signIn({ body }: FakeCall, res: ServerResponse): void {
    if (body.jwt === 'wrong' || body.secret_id === 'wrong') {
      refuse(res, 400, 'invalid role or secret ID');
      return;
    }
    this.#issued += 1;
    const token = `hvs.issued-${this.#issued}`;
    this.tokens.set(token, this.lease.policy);
    this.#grant(token, res);
  }

  #grant(token: string, res: ServerResponse): void {
    sendJson(res, 200, {
      auth: {
        client_token: token,
        lease_duration: this.lease.seconds,
        renewable: this.lease.renewable,
      },
    });
  }

  #permitted(call: FakeCall, res: ServerResponse): void {
    const { method, path, query } = call;
    const token = String(call.headers['x-vault-token']);
    const policy = this.tokens.get(token);
    if (!policy) {
      refuse(res, 403, 'permission denied');
      return;
    }
    if (path.startsWith('sys/internal/ui/mounts/')) {
      this.#describe(path.slice('sys/internal/ui/mounts/'.length), res);
      return;
    }
    const isList = query.get('list') === 'true';
    const target = isList ? `${path}/` : path;
    const reads = isList ? 'list' : 'read';
    const wanted = method === 'POST' ? 'update' : reads;
    const may = policy(target);
    if (!may.includes(wanted) && !may.includes('root')) {
      refuse(res, 403, '1 error occurred:\n\t* permission denied\n\n');
      return;
    }
    if (path === 'sys/capabilities-self') {
      const each = Object.fromEntries(
        call.body.paths.map((item: string) => [item, policy(item)]),
      );
      sendJson(res, 200, { ...each, data: each });
    } else if (path === 'auth/token/lookup-self') {
      sendJson(res, 200, { data: { ttl: this.lease.seconds } });
    } else if (path === 'auth/token/renew-self') {
      this.#grant(token, res);
    } else {
      this.#engine(path, isList, res);
    }
  }

  #describe(mount: string, res: ServerResponse): void {
    const found = this.mounts.get(mount);
    if (!found) {
      refuse(res, 403, 'preflight capability check returned 403');
      return;
    }
    sendJson(res, 200, {
      data: { type: 'kv', options: { version: String(found.version) } },
    });
  }

  #engine(path: string, isList: boolean, res: ServerResponse): void {
    const name = [...this.mounts.keys()].find(
      mount => path.startsWith(`${mount}/`) || path === mount,
    );
    if (!name) {
      refuse(
        res,
        404,
        `no handler for route "${path}". route entry not found.`,
      );
      return;
    }
    const { secrets, version } = this.mounts.get(name)!;
    let below = path.slice(name.length + 1);
    if (version === 2) {
      const [kind, ...parts] = below.split('/');
      below = parts.join('/');
      if (kind === 'data') {
        sendJson(res, 200, { data: { data: { password: CANARY } } });
        return;
      }
    }
    if (isList) this.#list(below, secrets, res);
    else this.#metadata(secrets.get(below), res);
  }

  #list(
    folder: string,
    secrets: Map<string, FakeSecret>,
    res: ServerResponse,
  ): void {
    const prefix = folder === '' ? '' : `${folder}/`;
    const keys = new Set<string>();
    for (const path of secrets.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [first, ...rest] = path.slice(prefix.length).split('/');
      keys.add(rest.length > 0 ? `${first}/` : first);
    }
    if (keys.size === 0) refuse(res, 404);
    else sendJson(res, 200, { data: { keys: [...keys].sort() } });
  }

  #metadata(secret: FakeSecret | undefined, res: ServerResponse): void {
    if (!secret) {
      refuse(res, 404);
      return;
    }
    const { custom_metadata, versions } = secret;
    sendJson(res, 200, {
      data: {
        cas_required: false,
        created_time: versions[0]?.created_time ?? '2026-11-01T00:00:00Z',
        current_version: versions.length,
        custom_metadata,
        delete_version_after: '0s',
        max_versions: 0,
        oldest_version: 0,
        updated_time: versions.at(-1)?.created_time,
        versions: Object.fromEntries(
          versions.map((version, at) => [String(at + 1), version]),
        ),
      },
    });
  }
}

export function refuse(
  res: ServerResponse,
  status: number,
  ...errors: string[]
): void {
  sendJson(res, status, { errors });
}
