import { readFile } from 'node:fs/promises';
import {
  bearerOf,
  noToken,
  renewedToken,
  tokenFromFile,
  UpstreamError,
  type IssuedToken,
  type UpstreamClient,
  type UpstreamCredential,
} from '@idp/upstream';
import { object } from '@idp/upstream/wire';
import type { AuthConfig } from '../config/readAuth';
import { count, text } from './read';
import type { Secrets } from './Secrets';

const TOKEN_HEADER = 'x-vault-token';
/** A lease that was prolonged to less than this part of what it was comes to its end: a new sign-in is due. */
const WORTH_RENEWING = 0.5;

/**
 * How the portal says who it is to one Vault. Leases are prolonged while Vault does it, then, and whenever Vault refuses the
 * token, it signs in anew. `client` signs in and sends no token of its own.
 */
export function credentialFor(
  auth: AuthConfig,
  client: UpstreamClient,
  name: string,
  secrets: Secrets,
): UpstreamCredential {
  if (auth.type === 'file') {
    const file = tokenFromFile(auth.path);
    return {
      // Who writes the file renews the token in it.
      headers: async () => inHeader(await bearerOf(file)),
      refused: () => file.refused(),
      secrets: () => file.secrets(),
    };
  }
  /** Of the last sign-in, in seconds. */
  let whole = 0;
  const issued = (answer: unknown): IssuedToken => {
    const lease = object(object(answer).auth);
    const token = text(lease.client_token, 100_000);
    if (!token) throw noToken(name);
    secrets.add(token);
    return { token, ...lasts(count(lease.lease_duration)) };
  };
  const signIn = async () => {
    if (auth.type === 'static') return ownToken(auth.token, client);
    const answer = await client.json({
      method: 'POST',
      path: ['v1', 'auth', ...auth.mount.split('/'), 'login'],
      body: await loginBody(auth, secrets),
    });
    whole = count(object(object(answer).auth).lease_duration) ?? 0;
    return issued(answer);
  };
  const credential = renewedToken({
    headers: inHeader,
    secrets: () => secrets.all(),
    async get(current) {
      if (current === undefined) return signIn();
      try {
        const answer = await client.json({
          method: 'POST',
          path: ['v1', 'auth', 'token', 'renew-self'],
          headers: inHeader(current),
          body: {},
        });
        const prolonged = count(object(object(answer).auth).lease_duration);
        // Near the end of what Vault lets it live there is nothing to prolong.
        if (prolonged === undefined || prolonged >= whole * WORTH_RENEWING) {
          return issued(answer);
        }
      } catch (error) {
        if (!(error instanceof UpstreamError) || !error.upstreamStatus) {
          throw error;
        }
      }
      return signIn();
    },
  });
  return credential;
}

/** What a sign-in says. Files are read anew each time, as somebody else writes them anew. */
async function loginBody(
  auth: Exclude<AuthConfig, { type: 'static' | 'file' }>,
  secrets: Secrets,
): Promise<object> {
  if (auth.type !== 'approle') {
    const jwt = await fromFile(auth.jwtFile, 'the JSON Web Token');
    secrets.add(jwt);
    return { role: auth.role, jwt };
  }
  const secretId =
    auth.secretId ?? (await fromFile(auth.secretIdFile!, 'secretIdFile'));
  secrets.add(secretId);
  return { role_id: auth.roleId, secret_id: secretId };
}

async function fromFile(path: string, what: string): Promise<string> {
  let content;
  try {
    content = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new Error(
      `The file of ${what} cannot be read (${
        (error as NodeJS.ErrnoException).code
      })`,
    );
  }
  if (content === '') throw new Error(`The file of ${what} is empty`);
  return content;
}

/** How long a token of the configuration lasts, where it may ask. */
async function ownToken(
  token: string,
  client: UpstreamClient,
): Promise<IssuedToken> {
  try {
    const answer = await client.json({
      path: ['v1', 'auth', 'token', 'lookup-self'],
      headers: inHeader(token),
    });
    return { token, ...lasts(count(object(object(answer).data).ttl)) };
  } catch (error) {
    if (error instanceof UpstreamError && error.upstreamStatus) {
      return { token };
    }
    throw error;
  }
}

/** 0 is a token that never ends. */
function lasts(seconds: number | undefined): { expiresAt?: number } {
  return seconds ? { expiresAt: Date.now() + seconds * 1_000 } : {};
}

function inHeader(token: string): Record<string, string> {
  return { [TOKEN_HEADER]: token };
}

/** The token that a credential sends. */
export async function tokenOf(credential: UpstreamCredential): Promise<string> {
  return (await credential.headers())[TOKEN_HEADER];
}
