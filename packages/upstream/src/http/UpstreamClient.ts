import pLimit from 'p-limit';
import type { Dispatcher } from 'undici';
import {
  CircuitBreaker,
  type CircuitOptions,
} from '../resilience/CircuitBreaker';
import { readLines } from '../stream/readLines';
import { readMessages } from '../stream/readMessages';
import { Connections } from './certificates';
import type { UpstreamCredential } from './credentials';
import { connectionError, statusError } from './failures';
import { defaultLimits, type UpstreamLimits } from './limits';
import { CallMetrics } from './metrics';
import { parseJson, readBody } from './readBody';
import { redact } from './redact';
import { readBaseUrl, requestUrl, type UpstreamRequest } from './requestUrl';
import { UpstreamError } from './UpstreamError';

/**
 * Where an upstream is, how to sign in, and how much is expected of it.
 *
 * @public
 */
export interface UpstreamOptions {
  /** What kind of API it is, such as `argocd`; in metrics. */
  upstream: string;
  /** As the configuration names it; in metrics and messages. */
  instance: string;
  baseUrl: string;
  credential?: UpstreamCredential;
  /** Authorities to trust beside the usual ones, in PEM; read again when it changes. */
  caFile?: string;
  limits?: Partial<UpstreamLimits>;
  circuit?: CircuitOptions;
}

/**
 * Limits of one call, where they differ from the client's.
 *
 * @public
 */
export interface CallOptions
  extends Partial<Pick<UpstreamLimits, 'answerMs' | 'idleMs' | 'maxBytes'>> {
  signal?: AbortSignal;
}

const ERROR_BYTES = 64 * 1024;

/**
 * Calls one upstream. Every call ends within its limits, with an answer or an {@link UpstreamError}; redirects are never
 * followed, as they would carry the credential elsewhere.
 *
 * @public
 */
export class UpstreamClient {
  readonly limits: UpstreamLimits;
  readonly circuit: CircuitBreaker;
  readonly #base: URL;
  readonly #connections: Connections;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #metrics: CallMetrics;

  /** Throws where the base URL cannot be used. */
  constructor(private readonly options: UpstreamOptions) {
    this.#base = readBaseUrl(options.baseUrl);
    this.limits = { ...defaultLimits, ...options.limits };
    this.circuit = new CircuitBreaker(options.instance, options.circuit);
    this.#connections = new Connections({
      caFile: options.caFile,
      connectMs: this.limits.connectMs,
    });
    this.#limit = pLimit(this.limits.concurrency);
    this.#metrics = new CallMetrics({
      upstream: options.upstream,
      instance: options.instance,
    });
  }

  /** The answer as JSON. */
  async json(
    request: UpstreamRequest,
    options: CallOptions = {},
  ): Promise<unknown> {
    const { maxBytes = this.limits.maxBytes } = options;
    return this.#bounded(request, options, async ({ headers, body }) => {
      const text = await readBody(this.options.instance, body, {
        maxBytes,
        length: one(headers['content-length']),
      });
      return parseJson(
        this.options.instance,
        text,
        one(headers['content-type']) ?? '',
      );
    });
  }

  /** A call whose answer is of no interest, so long as it is a success. */
  async send(
    request: UpstreamRequest,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#bounded(request, options, async ({ body }) => {
      body.destroy();
    });
  }

  /**
   * The messages of a stream, of server-sent events or of one JSON text a line, until it ends, is aborted, or is silent for
   * too long; the last two are errors. `undefined` is a sign of life without a message: the first says that it is open.
   */
  async *messages(
    request: UpstreamRequest,
    options: CallOptions = {},
  ): AsyncGenerator<string | undefined> {
    const { instance } = this.options;
    const { answerMs = this.limits.answerMs, idleMs = this.limits.idleMs } =
      options;
    const aborter = new AbortController();
    const signal = anySignal(options.signal, aborter.signal);
    const answer = await this.#measured(() =>
      this.circuit.run(() =>
        withTime(
          instance,
          { ms: answerMs, words: 'did not begin its stream', aborter },
          () =>
            this.#successful(
              {
                ...request,
                headers: { accept: 'text/event-stream', ...request.headers },
              },
              signal,
            ),
        ),
      ),
    ).catch(error => {
      aborter.abort();
      throw error;
    });
    try {
      const type = one(answer.headers['content-type']) ?? '';
      if (
        !/^(text\/event-stream|application\/([\w.+-]+\+)?(json|x-ndjson))\b/i.test(
          type,
        )
      ) {
        parseJson(instance, '', type);
      }
      yield undefined;
      yield* readMessages(
        readLines(
          instance,
          this.#noSilence(answer.body, idleMs),
          this.limits.maxLineBytes,
        ),
        type,
      );
    } catch (error) {
      options.signal?.throwIfAborted();
      throw connectionError(instance, error);
    } finally {
      answer.body.on('error', () => {}).destroy();
      aborter.abort();
    }
  }

  /** What may be in no message that leaves the backend. */
  redact(text: string): string {
    return redact(text, this.options.credential?.secrets() ?? []);
  }

  async close(): Promise<void> {
    await this.#connections.close();
  }

  #bounded<T>(
    request: UpstreamRequest,
    options: CallOptions,
    read: (answer: Dispatcher.ResponseData) => Promise<T>,
  ): Promise<T> {
    const { instance } = this.options;
    const { answerMs = this.limits.answerMs } = options;
    const call = () => {
      options.signal?.throwIfAborted();
      const aborter = new AbortController();
      const signal = anySignal(options.signal, aborter.signal);
      return this.#measured(() =>
        this.circuit.run(() =>
          withTime(
            instance,
            { ms: answerMs, words: 'did not answer', aborter },
            async () => {
              const answer = await this.#successful(request, signal);
              try {
                return await read(answer);
              } catch (error) {
                signal.throwIfAborted();
                throw connectionError(instance, error);
              } finally {
                answer.body.on('error', () => {}).destroy();
              }
            },
          ),
        ),
      );
    };
    return this.#limit(call);
  }

  async #successful(
    request: UpstreamRequest,
    signal: AbortSignal,
    again = true,
  ): Promise<Dispatcher.ResponseData> {
    const { instance, credential } = this.options;
    const answer = await this.#answer(request, signal);
    const { statusCode, headers } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    if (statusCode === 401 && again && (await credential?.refused())) {
      answer.body.on('error', () => {}).destroy();
      return this.#successful(request, signal, false);
    }
    if (statusCode >= 300 && statusCode < 400) {
      answer.body.on('error', () => {}).destroy();
      throw new UpstreamError(
        instance,
        'redirected',
        `redirects to ${targetOf(
          one(headers.location),
          this.#base,
        )}, which is not followed: write its own address in url`,
        { upstreamStatus: statusCode },
      );
    }
    const body = await readBody(instance, answer.body, {
      maxBytes: ERROR_BYTES,
    }).catch(() => '');
    throw statusError(
      instance,
      { status: statusCode, retryAfter: one(headers['retry-after']), body },
      credential?.secrets() ?? [],
    );
  }

  async #answer(
    request: UpstreamRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const { instance, credential } = this.options;
    const url = requestUrl(this.#base, request);
    let dispatcher;
    let signedIn;
    try {
      dispatcher = await this.#connections.dispatcher();
      signedIn = await credential?.headers();
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      throw new UpstreamError(
        instance,
        'misconfigured',
        (error as Error).message,
      );
    }
    try {
      return await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method ?? 'GET',
        headers: {
          accept: 'application/json',
          ...(request.body && { 'content-type': 'application/json' }),
          ...(request.form && {
            'content-type': 'application/x-www-form-urlencoded',
          }),
          ...request.headers,
          ...signedIn,
        },
        body: request.body
          ? JSON.stringify(request.body)
          : request.form && String(new URLSearchParams(request.form)),
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw connectionError(instance, error);
    }
  }

  async *#noSilence(
    body: Dispatcher.ResponseData['body'],
    idleMs: number,
  ): AsyncGenerator<Uint8Array> {
    const silent = () =>
      body.destroy(
        new UpstreamError(
          this.options.instance,
          'timeout',
          `its stream was silent for ${seconds(idleMs)}`,
        ),
      );
    const timer = setTimeout(silent, idleMs);
    try {
      for await (const chunk of body) {
        timer.refresh();
        yield chunk;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async #measured<T>(call: () => Promise<T>): Promise<T> {
    const start = performance.now();
    let outcome = 'aborted';
    try {
      const result = await call();
      outcome = 'success';
      return result;
    } catch (error) {
      if (error instanceof UpstreamError) outcome = error.code;
      throw error;
    } finally {
      this.#metrics.record(outcome, performance.now() - start);
    }
  }
}

async function withTime<T>(
  instance: string,
  limit: { ms: number; words: string; aborter: AbortController },
  call: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(
    () =>
      limit.aborter.abort(
        new UpstreamError(
          instance,
          'timeout',
          `${limit.words} within ${seconds(limit.ms)}`,
        ),
      ),
    limit.ms,
  );
  try {
    return await call();
  } finally {
    clearTimeout(timer);
  }
}

function anySignal(first: AbortSignal | undefined, second: AbortSignal) {
  return first ? AbortSignal.any([first, second]) : second;
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

/** Where a redirect leads: its host if it is another one. The rest of it may hold a state or a token. */
function targetOf(location: string | undefined, base: URL): string {
  if (!location || !URL.canParse(location, base.href)) return 'nowhere';
  const target = new URL(location, base);
  return target.host === base.host
    ? `another path${
        target.protocol === base.protocol ? '' : ` with ${target.protocol}//`
      }`
    : `the host ${target.host}`;
}
