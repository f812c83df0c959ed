import type { Agent } from 'node:http';
import type { KubeConfig } from '@kubernetes/client-node';
import { UpstreamError } from '@idp/upstream';
import { object } from '@idp/upstream/wire';
import { number, text } from '../objects/read';
import { GoneError } from './clusterError';
import type { ClientLibrary } from './library';
import { pathOf, type ServedResource } from './resources';

export interface WatchEvent {
  type: 'put' | 'removed' | 'bookmark';
  object: unknown;
}

export interface WatchOptions {
  library: ClientLibrary;
  config: KubeConfig;
  resource: ServedResource;
  resourceVersion: string;
  /** Until the server answers. */
  openMs: number;
  /** Without an event or a bookmark for so long it is given up: a connection can be dead without saying so. */
  idleMs: number;
  /** After so long the server ends it. */
  watchSeconds: number;
  signal: AbortSignal;
  onOpen(): void;
  onEvent(event: WatchEvent): void;
}

const TYPES = new Map<string, WatchEvent['type']>([
  ['ADDED', 'put'],
  ['MODIFIED', 'put'],
  ['DELETED', 'removed'],
  ['BOOKMARK', 'bookmark'],
]);

const PARTIAL = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** One watch of the official client, with an end where it has none. Throws `GoneError` where a list is needed first. */
export async function openWatch(options: WatchOptions): Promise<void> {
  const { config, idleMs, library, resource, signal } = options;
  signal.throwIfAborted();
  let agent: Agent | undefined;
  let controller: AbortController | undefined;
  let failure: unknown;
  let idle: NodeJS.Timeout | undefined;
  // Before the server answers, the client has no other way to be stopped.
  const stop = () => (controller ? controller.abort() : agent?.destroy());
  const alive = () => {
    clearTimeout(idle);
    idle = setTimeout(stop, idleMs);
  };
  signal.addEventListener('abort', stop);
  try {
    await new Promise<void>((resolve, reject) => {
      let isOver = false;
      const done = (error: unknown) => {
        isOver = true;
        if (failure) reject(failure);
        // Given up after silence, which is an end like any other.
        else if (error && !(controller && isAbort(error))) reject(error);
        else resolve();
      };
      const onEvent = (type: string, wire: unknown) => {
        if (isOver || failure) return;
        alive();
        if (type === 'ERROR') {
          failure = errorOf(config, wire);
          stop();
          return;
        }
        const known = TYPES.get(type);
        if (known) options.onEvent({ type: known, object: wire });
      };
      new library.Watch(
        prepared(options, used => {
          agent = used;
        }),
      )
        .watch(
          pathOf(resource),
          {
            resourceVersion: options.resourceVersion,
            allowWatchBookmarks: true,
            timeoutSeconds: options.watchSeconds,
          },
          onEvent,
          done,
        )
        .then(opened => {
          controller = opened;
          if (signal.aborted) stop();
          else if (!isOver) {
            alive();
            options.onOpen();
          }
        }, reject);
    });
  } finally {
    clearTimeout(idle);
    signal.removeEventListener('abort', stop);
  }
}

/** The configuration with a time to answer in, and with what is wanted of each object. */
function prepared(
  { config, openMs, resource }: WatchOptions,
  onAgent: (agent: Agent | undefined) => void,
): KubeConfig {
  const own: KubeConfig = Object.create(config);
  own.applyToFetchOptions = async options => {
    const init = await config.applyToFetchOptions(options);
    const { headers } = init as {
      headers: { set(n: string, v: string): void };
    };
    if (resource.metadataOnly) headers.set('Accept', PARTIAL);
    onAgent(init.agent as Agent | undefined);
    return { ...init, timeout: openMs, redirect: 'error' };
  };
  return own;
}

function isAbort(error: unknown): boolean {
  const { name, type } = error as { name?: unknown; type?: unknown };
  return name === 'AbortError' || type === 'aborted';
}

function errorOf(config: KubeConfig, wire: unknown): Error {
  const { code, reason } = object(wire);
  if (number(code) === 410) return new GoneError();
  return new UpstreamError(
    config.getCurrentCluster()?.name ?? '',
    'failed',
    `ended its stream with an error (${
      number(code) ?? text(reason, 64) ?? 'unknown'
    })`,
  );
}
