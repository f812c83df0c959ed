import { dirname } from 'node:path/posix';
import {
  staticToken,
  tokenFromFile,
  UpstreamClient,
  UpstreamError,
  type UpstreamCredential,
  type UpstreamLimits,
} from '@idp/upstream';
import type { InstanceConfig, SignIn } from '../config/readInstance';
import { number, object, text } from './read';

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
      return oidcCredential(name, signIn, limits);
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
    credential: {
      headers: async () => ({}),
      refused: async () => false,
      secrets: () => [password],
    },
  });
  return renewed([password], async () => {
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
  });
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
    upstream: 'argocd-oidc',
    instance: `${name} (its OpenID provider)`,
    baseUrl: new URL(dirname(tokenUrl.pathname), tokenUrl.origin).href,
    caFile: signIn.caFile,
    limits,
    credential: {
      headers: async () => ({}),
      refused: async () => false,
      secrets: () => secret.secrets(),
    },
  });
  return renewed(
    () => secret.secrets(),
    async () => {
      const { authorization } = await secret.headers();
      const answer = object(
        await client.json({
          method: 'POST',
          path: [decodeURIComponent(last.replace(/^\//, ''))],
          form: {
            grant_type: 'client_credentials',
            client_id: signIn.clientId,
            client_secret: authorization.replace(/^Bearer /, ''),
            ...(signIn.scope && { scope: signIn.scope }),
          },
        }),
      );
      // Argo CD checks an ID token where there is one, as its own sign-in does.
      const token =
        text(answer.id_token, 100_000) ?? text(answer.access_token, 100_000);
      if (!token) throw noToken(name);
      const lasts = number(answer.expires_in);
      return {
        token,
        expiresAt: lasts ? Date.now() + lasts * 1000 : expiryOf(token),
      };
    },
  );
}

/** A token that is got anew when three quarters of its life are over. Several callers get the same. */
function renewed(
  fixed: string[] | (() => string[]),
  get: () => Promise<{ token: string; expiresAt?: number }>,
): UpstreamCredential {
  let known: { token: string; renewAt: number } | undefined;
  let previous: string | undefined;
  let running: Promise<void> | undefined;
  const renew = () => {
    running ??= get()
      .then(({ token, expiresAt }) => {
        const now = Date.now();
        const life = expiresAt === undefined ? Infinity : expiresAt - now;
        previous = known?.token;
        // A clock that is off must not make us sign in for each call.
        known = { token, renewAt: now + Math.max(life * 0.75, 10_000) };
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return {
    async headers() {
      if (!known) await renew();
      else if (Date.now() >= known.renewAt) {
        // While the old one may still do, the provider may be down.
        await renew().catch(() => {});
      }
      return { authorization: `Bearer ${known!.token}` };
    },
    async refused() {
      const before = known?.token;
      await renew();
      return known?.token !== before;
    },
    secrets: () => [
      ...(typeof fixed === 'function' ? fixed() : fixed),
      ...[known?.token, previous].filter((t): t is string => Boolean(t)),
    ],
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

function noToken(name: string): UpstreamError {
  return new UpstreamError(
    name,
    'bad-answer',
    'answered the sign-in without a token',
  );
}
