import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DeployedChange,
  Deployment,
  Revision,
} from '@idp/plugin-argocd-common';
import type { RevisionChanges } from '@idp/plugin-argocd-node';
import { redact } from '@idp/upstream';
import { text, time } from '@idp/upstream/wire';
import { LRUCache } from 'lru-cache';
import { WorkQueue } from '../background/WorkQueue';
import type { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import type { Entry } from '../index/Entry';
import {
  commitsOf,
  revisionsIn,
  type Commit,
  type WantedRevision,
} from './wantedRevisions';

const MOST_KEPT = 20_000;
/** More than these are read when somebody looks at the history that they are in. */
const MOST_AHEAD = 5_000;
const MOST_MESSAGE = 500;
const AT_ONCE = 2;
const RETRY_MS = 5 * 60_000;

/**
 * Who wrote a revision, when and why, and which change brought what was deployed. Read once, in the background: no answer
 * waits for it.
 */
export class RevisionStore {
  readonly #known = new LRUCache<string, Revision>({ max: MOST_KEPT });
  readonly #reading = new Map<string, Promise<Revision>>();
  /** By commit and entity; empty where the portal opened no such change. */
  readonly #changes = new LRUCache<string, { change?: DeployedChange }>({
    max: MOST_KEPT,
  });
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
        this.#want(entry, wanted);
      }
    }
    return result;
  }

  /** The change that brought a deployment, where it is known; {@link RevisionStore.of} has it read. */
  changeOf(
    entry: Entry,
    { revisions }: Pick<Deployment, 'revisions'>,
  ): DeployedChange | undefined {
    for (const commit of commitsOf(entry.application, revisions)) {
      const change = this.#changes.get(changeKeyOf(commit, entry))?.change;
      if (change) return change;
    }
    return undefined;
  }

  stop(): void {
    for (const queue of this.#queues.values()) queue.stop();
  }

  #want(entry: Entry, wanted: WantedRevision): boolean {
    const changeKey = wanted.deployed ? changeKeyOf(wanted, entry) : undefined;
    const isKnown = () =>
      this.#known.has(keyOf(wanted)) &&
      (!changeKey || this.#changes.has(changeKey));
    if (isKnown()) return false;
    const { ref } = entry.application;
    const instance = this.options.instances.get(ref.instance);
    if (!instance) return false;
    let queue = this.#queues.get(ref.instance);
    if (!queue) {
      queue = new WorkQueue({ atOnce: AT_ONCE, retryMs: RETRY_MS });
      this.#queues.set(ref.instance, queue);
    }
    return queue.add(
      changeKey ?? keyOf(wanted),
      async () => {
        if (isKnown()) return;
        const [change] = await Promise.all([
          changeKey ? this.#findChange(wanted, entry) : undefined,
          this.#read(instance, entry, wanted),
        ]);
        if (changeKey) this.#changes.set(changeKey, { change });
        for (const listener of this.#listeners) listener();
      },
      wanted.current,
    );
  }

  /** Many Applications may have it; Argo CD is asked once. */
  async #read(
    instance: ArgoCDInstance,
    { application: { ref, project } }: Entry,
    wanted: Commit,
  ): Promise<Revision> {
    const key = keyOf(wanted);
    const known = this.#known.get(key) ?? this.#reading.get(key);
    if (known) return known;
    const reading = instance
      .revisionMetadata(
        { ...ref, project },
        wanted.revision,
        wanted.sourceIndex,
      )
      .then(metadata => {
        const revision = revisionOf(wanted.revision, metadata);
        this.#known.set(key, revision);
        return revision;
      })
      .finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #findChange(
    { repoURL, revision }: Commit,
    entry: Entry,
  ): Promise<DeployedChange | undefined> {
    const entityRef = entityRefOf(entry);
    for (const source of this.options.changes) {
      try {
        const change = await source.changeOf({ repoURL, revision, entityRef });
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

function keyOf({ repoURL, revision }: Commit): string {
  return `${repoURL} ${revision}`;
}

function changeKeyOf(commit: Commit, entry: Entry): string {
  return `${keyOf(commit)} ${entityRefOf(entry) ?? ''}`;
}

/** What an Application is of, the nearest there is. */
function entityRefOf({ owner }: Entry): string | undefined {
  return owner?.entityRefs[0];
}

function revisionOf(
  revision: string,
  metadata: Record<string, unknown>,
): Revision {
  const message = text(metadata.message, MOST_MESSAGE);
  return {
    revision,
    author: text(metadata.author, 200),
    message: message && redact(message.trim(), []),
    date: time(metadata.date),
  };
}
