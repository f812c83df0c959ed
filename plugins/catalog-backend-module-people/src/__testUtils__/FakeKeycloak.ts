import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakePerson {
  id: string;
  username: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  enabled?: boolean;
}

export interface FakeGroup {
  id: string;
  name: string;
  /** The id of the group it is below. */
  parent?: string;
  /** Ids of people. */
  members: string[];
}

const REALM = '/admin/realms/platform';
const CLIENT = { id: 'backstage-catalog', secret: 'secret-of-the-test' };

/** Keycloak's admin API for the realm `platform`, in the wire format of 26, as far as people and groups are read. */
export class FakeKeycloak {
  people: FakePerson[] = [];
  groups: FakeGroup[] = [];
  /** Paths that are answered with an error. */
  broken?: RegExp;
  /** How many readings have begun: each begins with a token. */
  readings = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url!, 'http://localhost');
        const body = this.answer(
          url,
          Buffer.concat(chunks).toString(),
          request.headers.authorization,
        );
        response.writeHead(body === undefined ? 500 : 200, {
          'content-type': 'application/json',
        });
        response.end(JSON.stringify(body ?? { error: 'unknown_error' }));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve =>
      this.server.listen(0, '127.0.0.1', resolve),
    );
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  /** Undefined where it fails. */
  private answer(
    url: URL,
    body: string,
    authorization: string | undefined,
  ): unknown {
    const { searchParams } = url;
    // Its own client asks for `/users/`.
    const pathname = url.pathname.replace(/\/$/, '');
    if (pathname.endsWith('/token')) this.readings += 1;
    if (this.broken?.test(pathname)) return undefined;
    if (pathname === '/realms/platform/protocol/openid-connect/token') {
      const form = new URLSearchParams(body);
      const credential = Buffer.from(
        /^Basic (.+)$/i.exec(authorization ?? '')?.[1] ?? '',
        'base64',
      ).toString();
      const isClient =
        credential === `${CLIENT.id}:${CLIENT.secret}` &&
        form.get('grant_type') === 'client_credentials';
      return isClient ? { access_token: token(), expires_in: 60 } : undefined;
    }
    if (authorization !== `Bearer ${token()}`) return undefined;
    const first = Number(searchParams.get('first') ?? 0);
    const page = <T>(items: T[]) =>
      items.slice(first, first + Number(searchParams.get('max') ?? 100));
    switch (pathname) {
      case '/admin/serverinfo':
        return {};
      case `${REALM}/users/count`:
        return this.people.length;
      case `${REALM}/users`:
        return page(this.people);
      case `${REALM}/groups/count`:
        return { count: this.groups.length };
      case `${REALM}/groups`:
        return page(this.below(undefined));
      default:
        return this.ofGroup(pathname, page);
    }
  }

  private ofGroup(pathname: string, page: <T>(items: T[]) => T[]): unknown {
    const match = /\/groups\/([^/]+)(?:\/(\w+))?$/.exec(pathname);
    const group = this.groups.find(({ id }) => id === match?.[1]);
    if (!group) return undefined;
    if (match![2] === 'children') return page(this.below(group.id));
    if (match![2] === 'members') {
      return page(this.people.filter(({ id }) => group.members.includes(id)));
    }
    return this.shown(group);
  }

  private below(parent: string | undefined) {
    return this.groups
      .filter(group => group.parent === parent)
      .map(group => this.shown(group));
  }

  private shown({ id, name, parent }: FakeGroup) {
    return {
      id,
      name,
      path: this.pathOf(id),
      ...(parent && { parentId: parent }),
      subGroupCount: this.groups.filter(group => group.parent === id).length,
      subGroups: [],
    };
  }

  private pathOf(id: string): string {
    const { name, parent } = this.groups.find(group => group.id === id)!;
    return `${parent ? this.pathOf(parent) : ''}/${name}`;
  }
}

/** `catalog.providers.keycloakOrg` for it. */
export function configFor(baseUrl: string) {
  return {
    default: {
      baseUrl,
      realm: 'platform',
      loginRealm: 'platform',
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      userQuerySize: 2,
      schedule: { frequency: { milliseconds: 300 }, timeout: { minutes: 1 } },
    },
  };
}

/** One that the client can look into for when it ends. */
function token(): string {
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: 4102444800 })}.`;
}
