import type { Config } from '@backstage/config';
import { readOidc, type OidcSignIn } from '@idp/upstream';
import { readAddress } from './readAddress';

/** How the portal says who it is to one upstream. */
export type SignIn =
  | { type: 'none' }
  | { type: 'token'; token: string }
  | { type: 'file'; path: string }
  | ({ type: 'oidc' } & OidcSignIn);

export function readSignIn(config: Config, key: string): SignIn {
  const token = config.getOptionalString('token');
  const tokenFile = config.getOptionalString('tokenFile');
  const oidc = config.getOptionalConfig('oidc');
  if ([token, tokenFile, oidc].filter(Boolean).length > 1) {
    throw new Error(
      `${key} names several ways to sign in: keep one of token, tokenFile, oidc`,
    );
  }
  if (token) return { type: 'token', token };
  if (tokenFile) return { type: 'file', path: tokenFile };
  return oidc
    ? { type: 'oidc', ...readOidc(oidc, `${key}.oidc`, readAddress) }
    : { type: 'none' };
}
