import { dirname } from 'node:path/posix';
import { number, object, text } from '../wire';
import {
  bearerOf,
  noCredential,
  staticToken,
  tokenFromFile,
  type UpstreamCredential,
} from './credentials';
import type { UpstreamLimits } from './limits';
import { noToken, renewedToken, type IssuedToken } from './renewedToken';
import { UpstreamClient } from './UpstreamClient';

/**
 * How the portal signs in to an OpenID provider as itself (client credentials). One of `clientSecret` and
 * `clientSecretFile` is there.
 *
 * @public
 */
export interface OidcSignIn {
  tokenUrl: string;
  clientId: string;
  clientSecret?: string;
  clientSecretFile?: string;
  scope?: string;
  /** Authorities to trust beside the usual ones, in PEM. */
  caFile?: string;
}

/**
 * The token that an OpenID provider gives the portal for an upstream. It is renewed before it ends, and at once when the
 * upstream refuses it.
 *
 * @public
 */
export function oidcCredential(options: {
  /** What kind of API the token is for, such as `argocd`; in metrics the provider's calls are `argocd-oidc`. */
  upstream: string;
  /** The upstream, as the configuration names it. */
  instance: string;
  signIn: OidcSignIn;
  limits?: Partial<UpstreamLimits>;
  /** Which token of the answer is sent, and until when; the access token when absent. */
  issued?: (answer: Record<string, unknown>) => IssuedToken | undefined;
}): UpstreamCredential {
  const { instance, issued = accessToken, limits, signIn, upstream } = options;
  const tokenUrl = new URL(signIn.tokenUrl);
  const last = tokenUrl.pathname.slice(dirname(tokenUrl.pathname).length);
  const secret: UpstreamCredential = signIn.clientSecretFile
    ? tokenFromFile(signIn.clientSecretFile)
    : staticToken(signIn.clientSecret!);
  const client = new UpstreamClient({
    upstream: `${upstream}-oidc`,
    instance: `${instance} (its OpenID provider)`,
    baseUrl: new URL(dirname(tokenUrl.pathname), tokenUrl.origin).href,
    caFile: signIn.caFile,
    limits,
    credential: noCredential(() => secret.secrets()),
  });
  return renewedToken({
    secrets: () => secret.secrets(),
    async get() {
      const answer = await client.json({
        method: 'POST',
        path: [decodeURIComponent(last.replace(/^\//, ''))],
        form: {
          grant_type: 'client_credentials',
          client_id: signIn.clientId,
          client_secret: await bearerOf(secret),
          ...(signIn.scope && { scope: signIn.scope }),
        },
      });
      const token = issued(object(answer));
      if (!token) throw noToken(instance);
      return token;
    },
  });
}

function accessToken(answer: Record<string, unknown>): IssuedToken | undefined {
  const token = text(answer.access_token, 100_000);
  const lasts = number(answer.expires_in);
  return token
    ? { token, expiresAt: lasts && Date.now() + lasts * 1000 }
    : undefined;
}
