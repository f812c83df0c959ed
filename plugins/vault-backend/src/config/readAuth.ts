import type { Config } from '@backstage/config';

/** How the portal says who it is to a Vault. */
export type AuthConfig =
  | { type: 'static'; token: string }
  | { type: 'file'; path: string }
  /** Kubernetes and JWT take the same: a token that somebody else writes into a file. */
  | { type: 'kubernetes' | 'jwt'; mount: string; role: string; jwtFile: string }
  | {
      type: 'approle';
      mount: string;
      roleId: string;
      secretId?: string;
      secretIdFile?: string;
    };

const ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const TYPES = ['static', 'file', 'kubernetes', 'jwt', 'approle'] as const;
const MOUNT = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;

/** Reads `auth`, or `token` of the community plugin. */
export function readAuth(server: Config, key: string): AuthConfig {
  const token = server.getOptionalString('token');
  const auth = server.getOptionalConfig('auth');
  if (token && auth) {
    throw new Error(`${key} has both token and auth: keep auth`);
  }
  if (token) return { type: 'static', token };
  if (!auth) {
    throw new Error(
      `${key} has no auth: write auth with a type of ${TYPES.join(', ')}`,
    );
  }
  const type = auth.getString('type');
  switch (type) {
    case 'static':
      return { type, token: auth.getString('secret') };
    case 'file':
      return { type, path: auth.getString('tokenFile') };
    case 'kubernetes':
      return {
        type,
        mount: readMount(auth, `${key}.auth`, type),
        role: auth.getString('role'),
        jwtFile:
          auth.getOptionalString('serviceAccountTokenPath') ?? ACCOUNT_TOKEN,
      };
    case 'jwt':
      return {
        type,
        mount: readMount(auth, `${key}.auth`, type),
        role: auth.getString('role'),
        jwtFile: auth.getString('jwtFile'),
      };
    case 'approle':
      return readAppRole(auth, `${key}.auth`);
    default:
      throw new Error(
        `${key}.auth.type is '${type}': write one of ${TYPES.join(', ')}`,
      );
  }
}

function readAppRole(auth: Config, key: string): AuthConfig {
  const secretId = auth.getOptionalString('secretId');
  const secretIdFile = auth.getOptionalString('secretIdFile');
  if (Boolean(secretId) === Boolean(secretIdFile)) {
    throw new Error(`${key}: write secretId or secretIdFile, and one`);
  }
  return {
    type: 'approle',
    mount: readMount(auth, key, 'approle'),
    roleId: auth.getString('roleId'),
    secretId,
    secretIdFile,
  };
}

function readMount(auth: Config, key: string, usual: string): string {
  const mount = (auth.getOptionalString('authPath') ?? usual).replace(
    /^\/+|\/+$/g,
    '',
  );
  if (!MOUNT.test(mount)) {
    throw new Error(
      `${key}.authPath is '${mount}': write where the auth method is mounted, such as ${usual}`,
    );
  }
  return mount;
}
