import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Revision } from '@idp/plugin-argocd-common';
import type { RevisionChanges } from '@idp/plugin-argocd-node';
import { redact } from '@idp/upstream';
import { text, time } from '@idp/upstream/wire';
import { LRUCache } from 'lru-cache';
import { WorkQueue } from '../background/WorkQueue';
import type { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import type { Entry } from '../index/Entry';
import { revisionsIn, type WantedRevision } from './wantedRevisions';

const MOST_KEPT = 20_000;
/** More than these are read when somebody looks at the history that they are in. */
const MOST_AHEAD = 5_000;
const MOST_MESSAGE = 500;
const AT_ONCE = 2;
const RETRY_MS = 5 * 60_000;

/**
 * Who wrote a revision, when and why, and which change brought it. Read once for each revision, in the background: no answer
 * waits for it.
 */
export class RevisionStore {
  readonly #known = new LRUCache<string, Revision>({ max: MOST_KEPT });
  readonly #queues = new Map<string, WorkQueue>();
  readonly #listeners = new Set<() => void>();
  #ahead = 0;

  constructor(
    private readonly options: {
      instances: { get(name: string): ArgoCDInstance | undefined };
      changes: readonly RevisionChanges[];
      logger: LoggerService;
    },
  ) {}

  get size(): number {
    return this.#known.size;
  }

  /** Told when more is known. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Reads ahead what an Application shows first, and all of it as long as there is not too much. */
  follow(entry: Entry): void {
    for (const wanted of revisionsIn(entry)) {
      if (!wanted.current && this.#ahead >= MOST_AHEAD) continue;
      if (this.#want(entry, wanted)) this.#ahead += 1;
    }
  }

  /** What is known of all revisions of Applications; what is not is read for the next time. */
  of(entries: readonly Entry[]): Record<string, Revision> {
    const result: Record<string, Revision> = {};
    for (const entry of entries) {
      for (const wanted of revisionsIn(entry)) {
        const known = this.#known.get(keyOf(wanted));
        if (known) result[wanted.revision] = known;
        else this.#want(entry, wanted);
      }
    }
    return result;
  }

  stop(): void {
    for (const queue of this.#queues.values()) queue.stop();
  }

  #want({ application }: Entry, wanted: WantedRevision): boolean {
    const key = keyOf(wanted);
    if (this.#known.has(key)) return false;
    const { ref, project } = application;
    const instance = this.options.instances.get(ref.instance);
    if (!instance) return false;
    let queue = this.#queues.get(ref.instance);
    if (!queue) {
      queue = new WorkQueue({ atOnce: AT_ONCE, retryMs: RETRY_MS });
      this.#queues.set(ref.instance, queue);
    }
    return queue.add(
      key,
      async () => {
        if (this.#known.has(key)) return;
        const [metadata, change] = await Promise.all([
          instance.revisionMetadata(
            { ...ref, project },
            wanted.revision,
            wanted.sourceIndex,
          ),
          this.#changeOf(wanted),
        ]);
        this.#known.set(key, revisionOf(wanted.revision, metadata, change));
        for (const listener of this.#listeners) listener();
      },
      wanted.current,
    );
  }

  async #changeOf(wanted: WantedRevision): Promise<Revision['change']> {
    const { repoURL, revision } = wanted;
    for (const source of this.options.changes) {
      try {
        const change = await source.changeOf({ repoURL, revision });
        if (change) return change;
      } catch (error) {
        this.options.logger.debug(
          `The change that brought ${revision} is not known: ${
            (error as Error).name
          }`,
        );
      }
    }
    return undefined;
  }
}

function keyOf({ repoURL, revision }: WantedRevision): string {
  return `${repoURL} ${revision}`;
}

function revisionOf(
  revision: string,
  metadata: Record<string, unknown>,
  change: Revision['change'],
): Revision {
  const message = text(metadata.message, MOST_MESSAGE);
  return {
    revision,
    author: text(metadata.author, 200),
    message: message && redact(message.trim(), []),
    date: time(metadata.date),
    change,
  };
}
