import type { UpstreamCredential } from './credentials';
import { UpstreamError } from './UpstreamError';

/**
 * A token and how long it may be used.
 *
 * @public
 */
export interface IssuedToken {
  token: string;
  /** In milliseconds since 1970, by this machine's clock; never when absent. */
  expiresAt?: number;
}

const LEAST_RENEWAL_MS = 10_000;

/**
 * A token that somebody issues for a while. It is got anew when three quarters of its life are over, and at once when the
 * upstream refuses it. Several callers get the same.
 *
 * @public
 */
export function renewedToken(options: {
  /**
   * Issues a token. `current` is the one that is used until now, which may be prolonged; it is absent at first, and where
   * the upstream refuses it.
   */
  get(current?: string): Promise<IssuedToken>;
  /** What else may be in no message, such as the password that `get` signs in with. */
  secrets?: () => string[];
  /** How the token is sent; as `Authorization: Bearer` when absent. */
  headers?: (token: string) => Record<string, string>;
  now?: () => number;
}): UpstreamCredential {
  const {
    get,
    secrets = () => [],
    headers = token => ({ authorization: `Bearer ${token}` }),
    now = Date.now,
  } = options;
  let known: { token: string; renewAt: number } | undefined;
  let previous: string | undefined;
  let running: Promise<void> | undefined;

  const renew = (current?: string) => {
    running ??= get(current)
      .then(({ token, expiresAt }) => {
        const life = expiresAt === undefined ? Infinity : expiresAt - now();
        if (known && known.token !== token) previous = known.token;
        // A clock that is off must not make us sign in for each call.
        known = {
          token,
          renewAt: now() + Math.max(life * 0.75, LEAST_RENEWAL_MS),
        };
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    async headers() {
      if (!known) {
        await renew();
      } else if (now() >= known.renewAt) {
        const { token } = known;
        // While the old one may still do, whoever issues tokens may be down.
        await renew(token).catch(() => {
          known = { token, renewAt: now() + LEAST_RENEWAL_MS };
        });
      }
      return headers(known!.token);
    },
    async refused() {
      const before = known?.token;
      await renew();
      return known?.token !== before;
    },
    secrets: () => [
      ...secrets(),
      ...[known?.token, previous].filter((t): t is string => Boolean(t)),
    ],
  };
}

/**
 * What `get` of {@link renewedToken} throws where whoever issues tokens answered something else.
 *
 * @public
 */
export function noToken(upstream: string): UpstreamError {
  return new UpstreamError(
    upstream,
    'bad-answer',
    'answered the sign-in without a token',
  );
}
