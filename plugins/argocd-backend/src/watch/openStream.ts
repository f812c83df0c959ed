import { pause, UpstreamError } from '@idp/upstream';
import type { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import type { ParsedApplication } from '../argocd/parseApplication';
import type { StreamMerge } from './StreamMerge';

/** One stream, from its opening to its end. Promises that nobody waits for do no harm. */
export interface OpenStream {
  opened: Promise<void>;
  /** It has told of all Applications that there are, and what is gone has been swept. */
  settled: Promise<void>;
  /** Rejects when the stream breaks off. */
  ended: Promise<never>;
  close(): void;
}

export function openStream(options: {
  instance: ArgoCDInstance;
  merge: StreamMerge;
  beginMs: number;
  quietMs: number;
  signal: AbortSignal;
  parse: (application: unknown) => ParsedApplication | undefined;
  onNews: () => void;
  onListFailed: (error: unknown) => void;
}): OpenStream {
  const { beginMs, instance, merge, quietMs, parse } = options;
  const closer = new AbortController();
  const signal = AbortSignal.any([options.signal, closer.signal]);
  const state = merge.open();
  let lastMessage = performance.now();
  let began!: () => void;
  const begun = new Promise<void>(resolve => {
    began = resolve;
  });

  const follow = async (): Promise<never> => {
    for await (const event of instance.watch({ signal, beginMs })) {
      began();
      options.onNews();
      if (!event) continue;
      lastMessage = performance.now();
      const parsed = parse(event.application);
      if (parsed) merge.apply(state, event.type, parsed);
    }
    signal.throwIfAborted();
    throw new UpstreamError(instance.name, 'unreachable', 'ended its stream');
  };
  const names = instance.names({ signal }).catch(error => {
    if (!signal.aborted) options.onListFailed(error);
    return undefined;
  });
  const ended = follow();
  const opened = Promise.race([
    begun,
    ended,
    // Without Applications the stream begins with its first sign of life only.
    names.then(listed => (listed?.size === 0 ? undefined : ended)),
  ]);

  const settle = async () => {
    await opened;
    const listed = await names;
    const complete = () =>
      listed !== undefined && [...listed].every(name => state.seen.has(name));
    const since = performance.now();
    while (!complete()) {
      const now = performance.now();
      const quiet = now - lastMessage;
      // A busy Argo CD may never be quiet, and what was deleted meanwhile is never named.
      if (quiet >= quietMs || now - since >= quietMs * 15) break;
      await pause(Math.min(quietMs - quiet, 250), signal);
      signal.throwIfAborted();
    }
    if (listed) merge.sweep(state, listed);
    merge.settle(state);
  };
  const settled = Promise.race([settle(), ended]);

  for (const promise of [opened, settled, ended]) promise.catch(() => {});
  return { opened, settled, ended, close: () => closer.abort() };
}
