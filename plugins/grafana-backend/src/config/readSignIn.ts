import type { Config } from '@backstage/config';
import { readUrl } from './readUrl';

/** How the portal says who it is to one upstream. */
export type SignIn =
  | { type: 'none' }
  | { type: 'token'; token: string }
  | { type: 'file'; path: string }
  | {
      type: 'oidc';
      tokenUrl: string;
      clientId: string;
      clientSecret?: string;
      clientSecretFile?: string;
      scope?: string;
      caFile?: string;
    };

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
  return oidc ? readOidc(oidc, `${key}.oidc`) : { type: 'none' };
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
