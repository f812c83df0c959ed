import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ForgeError } from '../ForgeError';
import { Limiter } from '../local/concurrency';
import { redact } from './redact';

/** One request as it goes over the wire. */
export interface RemoteRequest {
  /** Completes "Could not …" in an error, such as "read the head". */
  purpose: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Sent again when the connection breaks or the forge is out of order: it changes nothing there. */
  isRead: boolean;
  signal?: AbortSignal;
  /** What must never be seen in a message. */
  secrets: string[];
  /**
   * Takes the body of a success as it comes, where it may be large: `body` of the answer is empty then. It has minutes
   * instead of seconds, and is not sent again when it breaks off: who asked for it will ask again.
   */
  take?: (body: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Whether a redirect to another origin may be followed; the credential does not go there. */
  mayLeaveTo?: (target: URL) => boolean;
}

/** An answer that has arrived whole. */
export interface RemoteAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** What a test replaces. */
export interface RemoteTransportOptions {
  /** How an error names the forge, such as `GitHub at github.com`. */
  title: string;
  now?: () => number;
  /** Waits before a read is sent again. */
  pause?: (milliseconds: number) => Promise<unknown>;
  /** A signal that fires when a request has taken this long. */
  timeLimit?: (milliseconds: number) => AbortSignal;
}

/** For the whole of a read, answer included. */
const READ_TIMEOUT_MS = 10_000;
/** For the whole of a write, which is not sent twice. */
const WRITE_TIMEOUT_MS = 30_000;
/** For the whole of a body that is taken as it comes. */
const DOWNLOAD_TIMEOUT_MS = 300_000;
const RETRIES = 2;
const FIRST_PAUSE_MS = 250;
const REQUESTS_AT_ONCE = 8;
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;
const MAX_REDIRECTS = 3;
/** A forge that is out of order for a moment, or whose proxy says so. */
const PASSING_STATUSES = [502, 503, 504];
const REDIRECTS = [301, 302, 303, 307, 308];
/** What GitHub asks for where it says "too many" without saying how long. */
const DEFAULT_RATE_LIMIT_SECONDS = 60;
/** Requests in a row that a forge may leave without an answer before it is left alone for a while. */
const FAILURES_IN_A_ROW = 6;
const LEFT_ALONE_SECONDS = 15;

/**
 * Sends requests to a forge: few at once, each with a time limit, reads at most twice again, and none at all while the
 * forge has asked for patience, or has left several without an answer. It answers with what the forge said, whatever the status, or rejects with a ForgeError.
 */
export class RemoteTransport {
  private readonly limiter = new Limiter(REQUESTS_AT_ONCE);
  private blockedUntil = 0;
  private failures = 0;
  private brokenUntil = 0;

  constructor(private readonly options: RemoteTransportOptions) {}

  async send(request: RemoteRequest): Promise<RemoteAnswer> {
    const pause = this.options.pause ?? delay;
    for (let attempt = 0; ; attempt++) {
      const last = !request.isRead || attempt === RETRIES;
      try {
        const answer = await this.limiter.run(() => {
          this.refuseWhileBlocked(request);
          return this.follow(request);
        });
        this.refuseRateLimited(request, answer);
        if (last || !PASSING_STATUSES.includes(answer.status)) return answer;
      } catch (error) {
        const isPassing =
          error instanceof ForgeError &&
          error.code === 'unavailable' &&
          !request.take;
        const isOver = last || !isPassing || request.signal?.aborted;
        if (isOver || this.now() < this.brokenUntil) throw error;
      }
      await pause(FIRST_PAUSE_MS * 4 ** attempt);
    }
  }

  private refuseWhileBlocked({ purpose }: RemoteRequest): void {
    const seconds = Math.ceil((this.blockedUntil - this.now()) / 1000);
    if (seconds > 0) throw this.rateLimited(purpose, seconds);
    const alone = Math.ceil((this.brokenUntil - this.now()) / 1000);
    if (alone <= 0) return;
    throw new ForgeError(
      'unavailable',
      `Could not ${purpose}: ${this.options.title} has not answered ${this.failures} times in a row. The portal asks again in ${alone} seconds`,
      { retryAfterSeconds: alone },
    );
  }

  private refuseRateLimited(
    { purpose }: RemoteRequest,
    answer: RemoteAnswer,
  ): void {
    const seconds = rateLimitSeconds(answer, this.now());
    if (seconds !== undefined) throw this.blockFor(purpose, seconds);
  }

  /** No request leaves until a time, in seconds since 1970 as a header has it; the error to throw. */
  block(purpose: string, reset: string | undefined): ForgeError {
    return this.blockFor(purpose, secondsUntil(reset, this.now()));
  }

  private blockFor(purpose: string, seconds: number): ForgeError {
    this.blockedUntil = Math.max(
      this.blockedUntil,
      this.now() + seconds * 1000,
    );
    return this.rateLimited(purpose, seconds);
  }

  private rateLimited(purpose: string, retryAfterSeconds: number): ForgeError {
    return new ForgeError(
      'rate-limited',
      `Could not ${purpose}: ${this.options.title} takes no more requests from the portal for now. Try again in ${retryAfterSeconds} seconds`,
      { retryAfterSeconds },
    );
  }

  private async follow(request: RemoteRequest): Promise<RemoteAnswer> {
    let { url, headers } = request;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.exchange({ ...request, url, headers });
      if (!REDIRECTS.includes(answer.status)) return answer;
      const target = new URL(answer.headers.get('location') ?? '', url);
      // A credential must not follow to another host, and a 301 would turn a write into a read.
      const isSame = target.origin === new URL(url).origin;
      const mayFollow =
        (isSame || request.mayLeaveTo?.(target)) &&
        (request.method === 'GET' || answer.status >= 307) &&
        redirects < MAX_REDIRECTS;
      if (!mayFollow) throw this.sentElsewhere(request, target);
      if (!isSame) headers = withoutCredential(headers);
      url = target.href;
    }
  }

  private sentElsewhere(
    { purpose, take }: RemoteRequest,
    { host }: URL,
  ): ForgeError {
    const { title } = this.options;
    return new ForgeError(
      'not-found',
      take
        ? `Could not ${purpose}: ${title} sends the portal to ${host}, where it does not go. Let ${title} give it out itself`
        : `Could not ${purpose}: ${title} says that the repository has moved. Write its new name into changes.forge`,
    );
  }

  /** One request and its whole answer. */
  private async exchange(request: RemoteRequest): Promise<RemoteAnswer> {
    const { timeLimit = defaultTimeLimit } = this.options;
    const limit = timeoutOf(request);
    const timeout = timeLimit(limit);
    const signal = request.signal
      ? AbortSignal.any([timeout, request.signal])
      : timeout;
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: 'manual',
        signal,
      });
      let body = Buffer.alloc(0);
      if (request.take && response.status === 200) {
        await request.take(response.body ?? Readable.from([]));
      } else {
        body = await readWhole(response);
      }
      this.failures = 0;
      this.brokenUntil = 0;
      return { status: response.status, headers: response.headers, body };
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      // Of the one who took the body: the connection was fine.
      if (error instanceof ForgeError) throw error;
      this.failures += 1;
      if (this.failures >= FAILURES_IN_A_ROW) {
        this.brokenUntil = this.now() + LEFT_ALONE_SECONDS * 1000;
      }
      throw this.unreachable(
        request,
        timeout.aborted
          ? `it did not answer within ${limit / 1000} seconds`
          : networkReason(error),
      );
    }
  }

  private unreachable(request: RemoteRequest, reason: string): ForgeError {
    const after = request.isRead
      ? 'Try again later'
      : 'It may have done it nevertheless: try again, which opens nothing twice';
    return new ForgeError(
      'unavailable',
      redact(
        `Could not ${request.purpose}: ${this.options.title} can't be reached, ${reason}. ${after}`,
        request.secrets,
      ),
    );
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function defaultTimeLimit(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(milliseconds);
}

function timeoutOf({ isRead, take }: RemoteRequest): number {
  if (take) return DOWNLOAD_TIMEOUT_MS;
  return isRead ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS;
}

function withoutCredential(
  headers: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(authorization|cookie)$/i.test(name),
    ),
  );
}

async function readWhole(response: Response): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      throw new Error(`its answer has more than ${MAX_ANSWER_BYTES} bytes`);
    }
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** How long a forge asks to wait; undefined where it does not. */
function rateLimitSeconds(
  { status, headers, body }: RemoteAnswer,
  now: number,
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = headers.get('retry-after');
  if (retryAfter) {
    const seconds = /^\d+$/.test(retryAfter)
      ? Number(retryAfter)
      : (Date.parse(retryAfter) - now) / 1000;
    return atLeastOne(seconds);
  }
  if (headers.get('x-ratelimit-remaining') === '0') {
    return secondsUntil(headers.get('x-ratelimit-reset'), now);
  }
  const isSecondary =
    status === 429 || /secondary rate limit|abuse detection/i.test(`${body}`);
  return isSecondary ? DEFAULT_RATE_LIMIT_SECONDS : undefined;
}

function secondsUntil(reset: string | null | undefined, now: number): number {
  return atLeastOne(reset ? Number(reset) - now / 1000 : NaN);
}

function atLeastOne(seconds: number): number {
  return Number.isFinite(seconds)
    ? Math.min(Math.max(Math.ceil(seconds), 1), 24 * 3600)
    : DEFAULT_RATE_LIMIT_SECONDS;
}

/** Why a connection failed, in few words, never the whole error: it may hold the request. */
function networkReason(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } })?.cause;
  switch (cause?.code) {
    case 'ECONNREFUSED':
      return 'it refuses connections';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host name is unknown';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection was cut';
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'it does not take connections';
    default:
      return typeof cause?.code === 'string' && /^[A-Z_0-9]+$/.test(cause.code)
        ? `the connection failed (${cause.code})`
        : 'the connection failed';
  }
}
