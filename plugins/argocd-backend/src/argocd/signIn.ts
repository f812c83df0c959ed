import {
  noCredential,
  noToken,
  oidcCredential,
  renewedToken,
  staticToken,
  tokenFromFile,
  UpstreamClient,
  type IssuedToken,
  type UpstreamCredential,
  type UpstreamLimits,
} from '@idp/upstream';
import { number, object, text } from '@idp/upstream/wire';
import type { InstanceConfig, SignIn } from '../config/readInstance';

/** How the portal says who it is to one Argo CD. */
export function credentialFor(
  config: InstanceConfig,
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  const { signIn, name } = config;
  switch (signIn.type) {
    case 'token':
      return staticToken(signIn.token);
    case 'file':
      return tokenFromFile(signIn.path);
    case 'password':
      return passwordCredential(config, signIn, limits);
    default:
      return oidcCredential({
        upstream: 'argocd',
        instance: name,
        signIn,
        limits,
        issued: tokenIn,
      });
  }
}

/** A session of a local user. It is renewed before it ends, and at once when Argo CD refuses it. */
function passwordCredential(
  { name, url, caFile }: InstanceConfig,
  { username, password }: SignIn & { type: 'password' },
  limits: Partial<UpstreamLimits>,
): UpstreamCredential {
  const client = new UpstreamClient({
    upstream: 'argocd-session',
    instance: name,
    baseUrl: url,
    caFile,
    limits,
    credential: noCredential(() => [password]),
  });
  return renewedToken({
    secrets: () => [password],
    async get() {
      const answer = object(
        await client.json({
          method: 'POST',
          path: ['api', 'v1', 'session'],
          body: { username, password },
        }),
      );
      const token = text(answer.token, 100_000);
      if (!token) throw noToken(name);
      return { token, expiresAt: expiryOf(token) };
    },
  });
}

/** Argo CD checks an ID token where there is one, as its own sign-in does. */
function tokenIn(answer: Record<string, unknown>): IssuedToken | undefined {
  const token =
    text(answer.id_token, 100_000) ?? text(answer.access_token, 100_000);
  if (!token) return undefined;
  const lasts = number(answer.expires_in);
  return {
    token,
    expiresAt: lasts ? Date.now() + lasts * 1000 : expiryOf(token),
  };
}

/** When a JSON Web Token ends, in milliseconds; it is only read, Argo CD checks it. */
function expiryOf(token: string): number | undefined {
  try {
    const payload = JSON.parse(
      Buffer.from(token.split('.')[1], 'base64url').toString('utf8'),
    );
    const seconds = number(payload.exp);
    const issued = number(payload.iat);
    if (seconds === undefined) return undefined;
    // How long it lasts, whatever the other clock says.
    return issued === undefined
      ? seconds * 1000
      : Date.now() + (seconds - issued) * 1000;
  } catch {
    return undefined;
  }
}
