import { isDeepStrictEqual } from 'node:util';
import type { ApplicationTrouble, Resource } from '@idp/plugin-argocd-common';
import type { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import { WorkQueue } from '../background/WorkQueue';
import { parseTree } from '../details/parseTree';
import type { Entry } from '../index/Entry';
import { troublesIn } from './troublesIn';

const AT_ONCE = 2;
const RETRY_MS = 60_000;
/** The tree changes while the Application's own health stays as it is, and the stream says nothing of that. */
const AGAIN_MS = 30_000;
const MOST_AGAIN = 500;

/**
 * Why Applications are not healthy. Argo CD says that of objects only, so their tree is read when their health changes to
 * something other than healthy, and now and then while it stays so. In the background: no answer waits for it.
 */
export class TroubleStore {
  readonly #known = new Map<
    string,
    { state: string; troubles: ApplicationTrouble[] }
  >();
  readonly #queues = new Map<string, WorkQueue>();
  readonly #listeners = new Set<() => void>();
  /** Those that are not healthy, as they are now. */
  readonly #unwell = new Map<string, Entry>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly options: {
      instances: { get(name: string): ArgoCDInstance | undefined };
      confirmDetails: boolean;
      againMs?: number;
    },
  ) {
    this.#timer = setInterval(
      () => this.#readAgain(),
      options.againMs ?? AGAIN_MS,
    ).unref();
  }

  /** Told when more is known. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Follows the index. */
  follow(before: Entry | undefined, after: Entry | undefined): void {
    const { key } = (after ?? before)!;
    const state = after && stateOf(after);
    if (!after || state === undefined) {
      this.#known.delete(key);
      this.#unwell.delete(key);
      return;
    }
    this.#unwell.set(key, after);
    if (!before || stateOf(before) !== state) this.#read(after);
  }

  /** What is known of the present state; undefined where it is healthy or not known yet. */
  of(entry: Entry): ApplicationTrouble[] | undefined {
    const known = this.#known.get(entry.key);
    return known?.state === stateOf(entry) ? known?.troubles : undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const queue of this.#queues.values()) queue.stop();
  }

  #readAgain(): void {
    for (const entry of [...this.#unwell.values()].slice(0, MOST_AGAIN)) {
      this.#read(entry);
    }
  }

  #read(entry: Entry): void {
    const { confirmDetails, instances } = this.options;
    // Nobody could be shown it.
    if (confirmDetails && !entry.owner && !entry.configuredOwner) return;
    const { ref, project } = entry.application;
    const instance = instances.get(ref.instance);
    if (!instance) return;
    let queue = this.#queues.get(ref.instance);
    if (!queue) {
      queue = new WorkQueue({ atOnce: AT_ONCE, retryMs: RETRY_MS });
      this.#queues.set(ref.instance, queue);
    }
    const state = stateOf(entry);
    const isSo = () => {
      const now = this.#unwell.get(entry.key);
      return now !== undefined && stateOf(now) === state;
    };
    queue.add(
      `${entry.key} ${state}`,
      async () => {
        // It may have moved on while this waited.
        if (!isSo()) return;
        const tree = await instance.resourceTree({ ...ref, project });
        if (isSo()) this.#keep(entry.key, state!, parseTree(tree, {}));
      },
      false,
    );
  }

  #keep(key: string, state: string, resources: Resource[]): void {
    const troubles = troublesIn(resources);
    const known = this.#known.get(key);
    this.#known.set(key, { state, troubles });
    if (known?.state === state && isDeepStrictEqual(known.troubles, troubles)) {
      return;
    }
    for (const listener of this.#listeners) listener();
  }
}

/** Which bad state an Application is in; undefined where it is healthy. */
function stateOf({ uid, application: { health, sync } }: Entry) {
  return health.status === 'Healthy'
    ? undefined
    : [uid, health.status, health.since, ...sync.revisions].join(' ');
}
