import type { Config } from '@backstage/config';

/** How the portal signs in to an Argo CD. */
export type SignIn =
  | { type: 'token'; token: string }
  | { type: 'file'; path: string }
  | { type: 'password'; username: string; password: string }
  | {
      type: 'oidc';
      tokenUrl: string;
      clientId: string;
      clientSecret?: string;
      clientSecretFile?: string;
      scope?: string;
      caFile?: string;
    };

export interface InstanceConfig {
  name: string;
  url: string;
  /** Where people reach it, without a slash at its end. */
  publicUrl?: string;
  signIn: SignIn;
  caFile?: string;
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

export function readInstance(
  config: Config,
  key: string,
  common: { username?: string; password?: string },
): InstanceConfig {
  const name = config.getString('name');
  if (!NAME.test(name)) {
    throw new Error(
      `${key}.name is '${name}': write letters, digits, dots, - and _, at most 63`,
    );
  }
  const url = readUrl(config.getString('url'), `${key}.url`);
  const external = config.getOptionalString('externalUrl');
  const publicUrl = external
    ? readUrl(external, `${key}.externalUrl`)
    : reachable(url);
  return {
    name,
    url,
    publicUrl: publicUrl?.replace(/\/+$/, ''),
    signIn: readSignIn(config, key, common),
    caFile: config.getOptionalString('caFile'),
  };
}

function readUrl(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(
      `${key} is no address: write one that begins with https:// or http://`,
    );
  }
  if (url.username || url.password) {
    throw new Error(
      `${key} holds a user or password: write them in username and password`,
    );
  }
  if (url.search || url.hash) {
    throw new Error(`${key} holds a query or fragment: write it without`);
  }
  return text;
}

/** The address, unless it is one that no browser gets to. */
function reachable(url: string): string | undefined {
  const { hostname } = new URL(url);
  const within =
    /\.svc(\.[a-z0-9.-]+)?$/.test(hostname) ||
    ['localhost', '[::1]'].includes(hostname) ||
    hostname.startsWith('127.');
  return within ? undefined : url;
}

function readSignIn(
  config: Config,
  key: string,
  common: { username?: string; password?: string },
): SignIn {
  const token = config.getOptionalString('token');
  const tokenFile = config.getOptionalString('tokenFile');
  const oidc = config.getOptionalConfig('oidc');
  const own = {
    username: config.getOptionalString('username'),
    password: config.getOptionalString('password'),
  };
  const named = [token, tokenFile, oidc, own.username].filter(Boolean).length;
  if (named > 1) {
    throw new Error(
      `${key} names several ways to sign in: keep one of token, tokenFile, username with password, oidc`,
    );
  }
  if (token) return { type: 'token', token };
  if (tokenFile) return { type: 'file', path: tokenFile };
  if (oidc) return readOidc(oidc, `${key}.oidc`);
  const username = own.username ?? common.username;
  const password = own.password ?? common.password;
  if (username && password) return { type: 'password', username, password };
  throw new Error(
    `${key} has no way to sign in: write token, tokenFile, username with password, or oidc`,
  );
}

function readOidc(config: Config, key: string): SignIn {
  const clientSecret = config.getOptionalString('clientSecret');
  const clientSecretFile = config.getOptionalString('clientSecretFile');
  if (Boolean(clientSecret) === Boolean(clientSecretFile)) {
    throw new Error(`${key}: write clientSecret or clientSecretFile, and one`);
  }
  return {
    type: 'oidc',
    tokenUrl: readUrl(config.getString('tokenUrl'), `${key}.tokenUrl`),
    clientId: config.getString('clientId'),
    clientSecret,
    clientSecretFile,
    scope: config.getOptionalString('scope'),
    caFile: config.getOptionalString('caFile'),
  };
}
