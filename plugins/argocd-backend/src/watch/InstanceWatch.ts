import type { LoggerService } from '@backstage/backend-plugin-api';
import { Backoff, pause, UpstreamError, type Freshness } from '@idp/upstream';
import type { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import { parseApplication } from '../argocd/parseApplication';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import { StreamMerge } from './StreamMerge';
import { openStream, type OpenStream } from './openStream';

/** Times of a watch, in milliseconds. */
export interface WatchTimes {
  /** After a stream that had none before it: what happened while it listed is not in it. */
  secondStreamMs: number;
  /** The server drops messages when it is busy, and says nothing of it. */
  reopenMs: number;
  /** Until a stream begins: without Applications that is its first sign of life, which comes after 15 seconds. */
  beginMs: number;
  /** A stream is past its beginning when it has been silent for so long. */
  quietMs: number;
  firstRetryMs: number;
  maxRetryMs: number;
}

const defaultTimes: WatchTimes = {
  secondStreamMs: 30_000,
  reopenMs: 10 * 60_000,
  beginMs: 30_000,
  quietMs: 2_000,
  firstRetryMs: 500,
  maxRetryMs: 30_000,
};

/** Keeps the index up to date with one Argo CD, for as long as the backend runs. */
export class InstanceWatch {
  readonly #merge: StreamMerge;
  readonly #times: WatchTimes;
  readonly #stop = new AbortController();
  readonly #backoff: Backoff;
  #running?: Promise<void>;

  constructor(
    private readonly options: {
      instance: ArgoCDInstance;
      index: ApplicationIndex;
      freshness: Freshness;
      logger: LoggerService;
      times?: Partial<WatchTimes>;
    },
  ) {
    this.#times = { ...defaultTimes, ...options.times };
    this.#merge = new StreamMerge(options.instance.name, options.index);
    this.#backoff = new Backoff({
      firstMs: this.#times.firstRetryMs,
      maxMs: this.#times.maxRetryMs,
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.options.instance.client.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#follow();
      } catch (error) {
        if (signal.aborted) return;
        this.#lost(error);
      }
      await pause(this.#backoff.nextMs(), signal);
    }
  }

  /** Follows one stream after the other until one breaks off before the next is there. */
  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    let current = this.#open();
    try {
      await current.opened;
      this.options.freshness.live();
      await current.settled;
      this.#backoff.reset();
      let wait = this.#times.secondStreamMs;
      for (;;) {
        const waiting = new AbortController();
        await Promise.race([
          current.ended,
          pause(wait, AbortSignal.any([signal, waiting.signal])),
        ]).finally(() => waiting.abort());
        signal.throwIfAborted();
        const next = this.#open();
        try {
          await next.opened;
          await next.settled;
        } catch (error) {
          next.close();
          // The first still runs, or its end is noticed above.
          this.options.logger.debug(
            `${this.options.instance.name}: a second stream failed: ${words(
              error,
            )}`,
          );
          wait = this.#backoff.nextMs() + this.#times.firstRetryMs;
          continue;
        }
        current.close();
        current = next;
        this.#backoff.reset();
        wait = this.#times.reopenMs;
      }
    } finally {
      current.close();
    }
  }

  #open(): OpenStream {
    const { instance, freshness } = this.options;
    return openStream({
      instance,
      merge: this.#merge,
      beginMs: this.#times.beginMs,
      quietMs: this.#times.quietMs,
      signal: this.#stop.signal,
      onNews: () => freshness.news(),
      parse: application => parseApplication(application, instance.config),
      onListFailed: error =>
        this.options.logger.warn(
          `Argo CD ${
            instance.name
          } gave no list of names, so what was deleted meanwhile stays until the next look: ${words(
            error,
          )}`,
        ),
    });
  }

  #lost(error: unknown): void {
    const { freshness, instance, logger } = this.options;
    const before = freshness.current;
    const reason = reasonFor(error);
    freshness.lost(reason);
    if (before.state === 'live' || before.reason !== reason) {
      logger.warn(`Argo CD ${instance.name} is not followed: ${words(error)}`);
    }
  }
}

/** What people are told: without what the upstream itself says, which may name addresses. */
function reasonFor(error: unknown): string {
  if (!(error instanceof UpstreamError)) return 'the stream failed';
  const { code, reason } = error;
  return ['unauthorized', 'forbidden', 'failed', 'rejected'].includes(code)
    ? reason.replace(/: .*/s, '')
    : reason;
}

function words(error: unknown): string {
  return error instanceof UpstreamError
    ? error.reason
    : (error as Error)?.name ?? 'unknown';
}
