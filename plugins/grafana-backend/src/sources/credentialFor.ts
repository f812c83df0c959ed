import { dirname } from 'node:path/posix';
import {
  renewedToken,
  staticToken,
  tokenFromFile,
  UpstreamClient,
  UpstreamError,
  type UpstreamCredential,
  type UpstreamLimits,
} from '@idp/upstream';
import type { SourceConfig } from '../config/readSources';
import type { SignIn } from '../config/readSignIn';
import { number, object, text } from '../wire/read';

const NOBODY: UpstreamCredential = {
  headers: async () => ({}),
  refused: async () => false,
  secrets: () => [],
};

/** How the portal says who it is to one upstream. */
export function credentialFor(
  { name, signIn, tokenHeader }: SourceConfig,
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  const credential = bearer(name, signIn, limits);
  if (!tokenHeader || signIn.type === 'none') return credential;
  return {
    ...credential,
    async headers() {
      const { authorization } = await credential.headers();
      return { [tokenHeader.toLowerCase()]: withoutScheme(authorization) };
    },
  };
}

function bearer(
  name: string,
  signIn: SignIn,
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  switch (signIn.type) {
    case 'none':
      return NOBODY;
    case 'token':
      return staticToken(signIn.token);
    case 'file':
      return tokenFromFile(signIn.path);
    default:
      return oidcCredential(name, signIn, limits);
  }
}

function oidcCredential(
  name: string,
  signIn: SignIn & { type: 'oidc' },
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  const tokenUrl = new URL(signIn.tokenUrl);
  const last = tokenUrl.pathname.slice(dirname(tokenUrl.pathname).length);
  const secret: UpstreamCredential = signIn.clientSecretFile
    ? tokenFromFile(signIn.clientSecretFile)
    : staticToken(signIn.clientSecret!);
  const client = new UpstreamClient({
    upstream: 'grafana-oidc',
    instance: `${name} (its OpenID provider)`,
    baseUrl: new URL(dirname(tokenUrl.pathname), tokenUrl.origin).href,
    caFile: signIn.caFile,
    limits,
    credential: { ...NOBODY, secrets: () => secret.secrets() },
  });
  return renewedToken({
    secrets: () => secret.secrets(),
    async get() {
      const { authorization } = await secret.headers();
      const answer = object(
        await client.json({
          method: 'POST',
          path: [decodeURIComponent(last.replace(/^\//, ''))],
          form: {
            grant_type: 'client_credentials',
            client_id: signIn.clientId,
            client_secret: withoutScheme(authorization),
            ...(signIn.scope && { scope: signIn.scope }),
          },
        }),
      );
      const token = text(answer.access_token, 100_000);
      if (!token) {
        throw new UpstreamError(
          name,
          'bad-answer',
          'answered the sign-in without a token',
        );
      }
      const lasts = number(answer.expires_in);
      return { token, expiresAt: lasts && Date.now() + lasts * 1000 };
    },
  });
}

function withoutScheme(authorization: string): string {
  return authorization.replace(/^Bearer /, '');
}
