import { CustomErrorBase } from '@backstage/errors';

/**
 * Why a forge refused or failed.
 *
 * @public
 */
export type ForgeErrorCode =
  /** The portal's credential is missing, wrong or expired. */
  | 'unauthorized'
  /** The portal's credential may not do this. */
  | 'forbidden'
  /** The repository, branch, commit, file or change is not there, or the credential can't see it. */
  | 'not-found'
  /** The base branch moved on and touched the same files, or two wrote at the same time. */
  | 'conflict'
  /** The branch is protected against this. */
  | 'protected'
  /** The request was malformed: an unsafe path, an empty title. */
  | 'invalid'
  /** Too many requests; see `retryAfterSeconds`. */
  | 'rate-limited'
  /** The forge is down, slow, or cut the connection. */
  | 'unavailable';

/**
 * An error of a forge, in words that a developer can act on.
 *
 * @public
 */
export class ForgeError extends CustomErrorBase {
  readonly name = 'ForgeError' as const;
  readonly code: ForgeErrorCode;
  /** Paths in conflict, or the invalid ones. */
  readonly files: string[];
  readonly retryAfterSeconds?: number;

  constructor(
    code: ForgeErrorCode,
    message: string,
    options: {
      cause?: unknown;
      files?: string[];
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(message, options.cause);
    this.code = code;
    this.files = options.files ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The HTTP status that the portal's own API answers with. */
  get statusCode(): number {
    switch (this.code) {
      case 'not-found':
        return 404;
      case 'conflict':
        return 409;
      case 'invalid':
        return 400;
      case 'rate-limited':
      case 'unavailable':
        return 503;
      default:
        return 502;
    }
  }
}
