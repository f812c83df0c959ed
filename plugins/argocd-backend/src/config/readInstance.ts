import type { Config } from '@backstage/config';
import {
  reachable,
  readName,
  readOidc,
  readUrl,
  type OidcSignIn,
} from '@idp/upstream';

/** How the portal signs in to an Argo CD. */
export type SignIn =
  | { type: 'token'; token: string }
  | { type: 'file'; path: string }
  | { type: 'password'; username: string; password: string }
  | ({ type: 'oidc' } & OidcSignIn);

export interface InstanceConfig {
  name: string;
  url: string;
  /** Where people reach it, without a slash at its end. */
  publicUrl?: string;
  signIn: SignIn;
  caFile?: string;
}

export function readInstance(
  config: Config,
  key: string,
  common: { username?: string; password?: string },
): InstanceConfig {
  const name = readName(config.getString('name'), `${key}.name`);
  const url = readAddress(config.getString('url'), `${key}.url`);
  const external = config.getOptionalString('externalUrl');
  const publicUrl = external
    ? readAddress(external, `${key}.externalUrl`)
    : reachable(url);
  return {
    name,
    url,
    publicUrl: publicUrl?.replace(/\/+$/, ''),
    signIn: readSignIn(config, key, common),
    caFile: config.getOptionalString('caFile'),
  };
}

function readAddress(text: string, key: string): string {
  return readUrl(text, key, 'write them in username and password');
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
  if (oidc) {
    return { type: 'oidc', ...readOidc(oidc, `${key}.oidc`, readAddress) };
  }
  const username = own.username ?? common.username;
  const password = own.password ?? common.password;
  if (username && password) return { type: 'password', username, password };
  throw new Error(
    `${key} has no way to sign in: write token, tokenFile, username with password, or oidc`,
  );
}
