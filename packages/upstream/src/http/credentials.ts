import { readFile, stat } from 'node:fs/promises';

/**
 * What a client says of itself to an upstream.
 *
 * @public
 */
export interface UpstreamCredential {
  headers(): Promise<Record<string, string>>;
  /**
   * The upstream refused what `headers` gave. Answers whether there is something newer, and a second try may help.
   */
  refused(): Promise<boolean>;
  /** What may be in no message. */
  secrets(): string[];
}

/**
 * For calls that carry no token, such as a sign-in. `secrets` are what they hold otherwise, such as a password.
 *
 * @public
 */
export function noCredential(
  secrets: () => string[] = () => [],
): UpstreamCredential {
  return { headers: async () => ({}), refused: async () => false, secrets };
}

/**
 * A token that the configuration holds.
 *
 * @public
 */
export function staticToken(token: string): UpstreamCredential {
  return {
    headers: async () => ({ authorization: `Bearer ${token}` }),
    refused: async () => false,
    secrets: () => [token],
  };
}

/**
 * The token that a credential sends as `Authorization: Bearer`, for upstreams that take it elsewhere.
 *
 * @public
 */
export async function bearerOf(
  credential: UpstreamCredential,
): Promise<string> {
  const { authorization } = await credential.headers();
  return authorization.replace(/^Bearer /, '');
}

const LOOK_EVERY_MS = 1_000;

/**
 * A token in a file that somebody else writes anew, such as a projected service account token or what External Secrets
 * delivers. The file is looked at once a second at most, and at once when the upstream refuses the token.
 *
 * @public
 */
export function tokenFromFile(
  path: string,
  now: () => number = Date.now,
): UpstreamCredential {
  let token: string | undefined;
  let previous: string | undefined;
  let version = '';
  let lookedAt = -Infinity;

  const read = async () => {
    lookedAt = now();
    let text: string;
    try {
      const { mtimeMs, ino, size } = await stat(path);
      const current = `${mtimeMs} ${ino} ${size}`;
      if (token !== undefined && current === version) return;
      text = (await readFile(path, 'utf8')).trim();
      version = current;
    } catch (error) {
      // While it is being replaced the old one serves.
      if (token !== undefined) return;
      throw new Error(
        `The token cannot be read from its file (${
          (error as NodeJS.ErrnoException).code
        }): look at tokenFile`,
      );
    }
    if (text === '') throw new Error('The file of the token is empty');
    if (text !== token) {
      previous = token;
      token = text;
    }
  };

  return {
    async headers() {
      if (token === undefined || now() - lookedAt >= LOOK_EVERY_MS) {
        await read();
      }
      return { authorization: `Bearer ${token}` };
    },
    async refused() {
      const before = token;
      version = '';
      await read();
      return token !== before;
    },
    secrets: () => [token, previous].filter((t): t is string => Boolean(t)),
  };
}
