import { Backoff, CircuitBreaker, pause, UpstreamError } from '@idp/upstream';
import { object } from '@idp/upstream/wire';
import { clusterError, GoneError } from '../client/clusterError';
import type { ClusterClient } from '../client/ClusterClient';
import type { WatchEvent } from '../client/openWatch';
import {
  nameOf,
  type ApiResource,
  type ServedResource,
} from '../client/resources';
import { identityOf, text } from '../objects/read';
import type { Sink } from './Sink';

/** Times of an informer in milliseconds, and sizes. */
export interface InformerTimes {
  openMs: number;
  idleMs: number;
  watchMs: number;
  /** A watch that ends sooner has not worked. */
  soonMs: number;
  firstRetryMs: number;
  maxRetryMs: number;
  /** Until one looks again for what an administrator has to mend: a missing rule or kind. */
  mendMs: number;
  pageSize: number;
}

export const defaultTimes: InformerTimes = {
  openMs: 15_000,
  idleMs: 75_000,
  watchMs: 5 * 60_000,
  soonMs: 1_000,
  firstRetryMs: 500,
  maxRetryMs: 30_000,
  mendMs: 60_000,
  pageSize: 200,
};

/** `absent`: the server has no such kind. */
export type InformerState =
  | { type: 'new' }
  | { type: 'live' }
  | { type: 'absent' }
  | { type: 'failed'; error: UpstreamError };

const SMALLEST_PAGE = 5;

/**
 * Follows one kind of objects in one cluster: lists them by pages, watches from there, and lists again when the server cannot
 * tell on. What it reads goes to the sink at once, so it never holds more than a page: the informer of the official client
 * keeps every object whole.
 */
export class Informer {
  #state: InformerState = { type: 'new' };
  #served?: ServedResource;
  #listed = false;
  /** So many times in a row a list was needed before a watch. */
  #gone = 0;
  #pageSize: number;
  readonly #backoff: Backoff;

  constructor(
    private readonly options: {
      client: ClusterClient;
      circuit: CircuitBreaker;
      resource: ApiResource;
      sink: Sink;
      times: InformerTimes;
      signal: AbortSignal;
      onState(): void;
      onNews(): void;
    },
  ) {
    this.#pageSize = options.times.pageSize;
    this.#backoff = new Backoff({
      firstMs: options.times.firstRetryMs,
      maxMs: options.times.maxRetryMs,
    });
  }

  get state(): InformerState {
    return this.#state;
  }

  /** Whether there is something to show, if not the newest. */
  get listed(): boolean {
    return this.#listed;
  }

  /** The kind in the version that the server has, once that is known. */
  get served(): ServedResource | undefined {
    return this.#served;
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    let version: string | undefined;
    while (!signal.aborted) {
      try {
        version ??= await this.#list();
        version = await this.#watch(version);
      } catch (error) {
        if (signal.aborted) return;
        version = this.#failed(error, version);
      }
      if (signal.aborted) return;
      await pause(this.#wait(), signal);
    }
  }

  /** No wait after a watch that went as it should. */
  #wait(): number {
    const { mendMs } = this.options.times;
    if (this.#state.type === 'live') return 0;
    const next = this.#backoff.nextMs();
    const needsMending =
      this.#state.type === 'absent' ||
      (this.#state.type === 'failed' &&
        ['forbidden', 'unauthorized', 'misconfigured'].includes(
          this.#state.error.code,
        ));
    return needsMending ? Math.max(next, mendMs / 2 + next) : next;
  }

  /** From where to go on. */
  #failed(error: unknown, version: string | undefined): string | undefined {
    const { client, resource } = this.options;
    if (error instanceof GoneError) {
      this.#gone += 1;
      // Once is usual after a while without news. Again, after a list that is young: the server is busy, or lies.
      if (this.#gone > 1) {
        this.#become({
          type: 'failed',
          error: new UpstreamError(
            client.cluster.name,
            'failed',
            'cannot tell on from where it was',
          ),
        });
      }
      return undefined;
    }
    const known = clusterError(client.cluster.name, error, {
      verb: 'watch',
      resource,
    });
    if (known.code === 'too-large' && this.#pageSize > SMALLEST_PAGE) {
      this.#pageSize = Math.max(SMALLEST_PAGE, Math.floor(this.#pageSize / 4));
    }
    if (known.code === 'not-found') {
      this.#sweep(new Set());
      this.#served = undefined;
      this.#listed = false;
      this.#become({ type: 'absent' });
      return undefined;
    }
    // Being left alone is no reason of its own.
    if (known.code !== 'circuit-open' || this.#state.type !== 'failed') {
      this.#become({ type: 'failed', error: known });
    }
    // What cannot be reached goes on from where it was; what refuses or answers nonsense is asked anew.
    return ['unreachable', 'timeout', 'circuit-open'].includes(known.code)
      ? version
      : undefined;
  }

  async #list(): Promise<string> {
    const { circuit, client, onNews, sink } = this.options;
    const served = await this.#find();
    const seen = new Set<string>();
    let version = '';
    let { next, ...page } = served.first;
    for (;;) {
      version = page.resourceVersion;
      for (const wire of page.items) {
        const identity = identityOf(wire);
        if (!identity) continue;
        seen.add(`${identity.namespace}/${identity.name}`);
        sink.put(wire);
      }
      onNews();
      if (!next) break;
      const from = next;
      ({ next, ...page } = await circuit.run(() =>
        client.list(served.resource, { limit: this.#pageSize, next: from }),
      ));
    }
    this.#sweep(seen);
    this.#listed = true;
    return version;
  }

  /** The first page, of the first version that the server has. */
  async #find() {
    const { circuit, client, resource } = this.options;
    const { versions, ...kind } = resource;
    for (const version of versions) {
      const served = { ...kind, version };
      try {
        const first = await circuit.run(() =>
          client.list(served, { limit: this.#pageSize }),
        );
        this.#served = served;
        return { first, resource: served };
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.code !== 'not-found') {
          throw error;
        }
      }
    }
    throw new UpstreamError(
      client.cluster.name,
      'not-found',
      `does not know ${nameOf(resource)}`,
    );
  }

  /** One watch until it ends; answers from where the next one goes on. */
  async #watch(from: string): Promise<string> {
    const { client, onNews, signal, sink, times } = this.options;
    const began = performance.now();
    let version = from;
    let told = false;
    let opened = false;
    const onEvent = ({ type, object: wire }: WatchEvent) => {
      told = true;
      onNews();
      const { resourceVersion } = object(object(wire).metadata);
      version = text(resourceVersion) ?? version;
      const identity = type === 'bookmark' ? undefined : identityOf(wire);
      if (!identity) return;
      if (type === 'put') sink.put(wire);
      else sink.remove(identity.namespace, identity.name);
    };
    try {
      await client.watch(this.#served!, {
        resourceVersion: from,
        openMs: times.openMs,
        idleMs: times.idleMs,
        // Not all at once, in all replicas.
        watchSeconds: Math.ceil(
          (times.watchMs * (0.75 + Math.random() / 2)) / 1000,
        ),
        signal,
        onOpen: () => {
          opened = true;
          onNews();
          this.#become({ type: 'live' });
        },
        onEvent,
      });
    } catch (error) {
      // One that breaks off says nothing yet of the server: the next one does.
      if (signal.aborted || !opened || !isCut(error)) throw error;
    }
    signal.throwIfAborted();
    if (!told && performance.now() - began < times.soonMs) {
      throw new UpstreamError(
        client.cluster.name,
        'unreachable',
        'ends its streams at once',
      );
    }
    this.#backoff.reset();
    this.#gone = 0;
    return version;
  }

  #sweep(seen: ReadonlySet<string>): void {
    const { sink } = this.options;
    for (const { namespace, name } of [...sink.known()]) {
      if (!seen.has(`${namespace}/${name}`)) sink.remove(namespace, name);
    }
  }

  #become(state: InformerState): void {
    const before = this.#state;
    this.#state = state;
    const same =
      state.type === before.type &&
      (state.type !== 'failed' ||
        (before.type === 'failed' &&
          before.error.reason === state.error.reason));
    if (!same) this.options.onState();
  }
}

function isCut(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'unreachable';
}
