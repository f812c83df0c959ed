import type { ParsedApplication } from '../argocd/parseApplication';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import type { Entry } from '../index/Entry';
import { isEarlier } from './ordering';

/** Where one stream stands. */
export interface StreamState {
  /** Grows from one stream of an instance to the next. */
  id: number;
  /** The count of messages of the instance when it was opened. */
  openedAt: number;
  /** It is past the Applications that there were when it was opened. */
  settled: boolean;
  /** Keys that it named before that. */
  seen: Set<string>;
}

interface Touch {
  at: number;
  stream: number;
  /** The newest stream that told of a change, and not only of what there is. */
  changedBy: number;
  deleted: boolean;
}

/**
 * Puts the messages of one instance's streams into the index. Two streams overlap while the second is new: the first knows
 * of what happens meanwhile, which the second leaves out between its list and its own watch.
 */
export class StreamMerge {
  readonly #touches = new Map<string, Touch>();
  #messages = 0;
  #streams = 0;

  constructor(
    private readonly instance: string,
    private readonly index: ApplicationIndex,
  ) {}

  open(): StreamState {
    this.#streams += 1;
    return {
      id: this.#streams,
      openedAt: this.#messages,
      settled: false,
      seen: new Set(),
    };
  }

  apply(stream: StreamState, type: string, parsed: ParsedApplication): void {
    const { ref } = parsed.application;
    const key = `${ref.namespace}/${ref.name}`;
    const touch = this.#touches.get(key);
    const listed = type === 'ADDED' && !stream.settled;
    const deleted = type === 'DELETED';
    if (!stream.settled && !deleted) stream.seen.add(key);
    if (touch && touch.stream !== stream.id) {
      // What another stream said after this one began is newer than what this one lists.
      if (listed && touch.at > stream.openedAt) return;
      if (!listed && touch.changedBy > stream.id) return;
    }
    const known = this.index.get(ref);
    if (known) {
      if (deleted && parsed.uid !== known.uid) return;
      if (!listed && !deleted && isEarlier(parsed, known)) return;
    }
    this.#messages += 1;
    this.#touches.set(key, {
      at: this.#messages,
      stream: stream.id,
      changedBy: listed ? touch?.changedBy ?? 0 : stream.id,
      deleted,
    });
    if (deleted) this.index.delete(ref);
    else this.index.put(parsed);
  }

  /** Removes what the instance does not have any more, by a list that was asked for after the stream was opened. */
  sweep(stream: StreamState, names: ReadonlySet<string>): Entry[] {
    const gone = [...this.index.ofInstance(this.instance)].filter(
      ({ application: { ref } }) => {
        const key = `${ref.namespace}/${ref.name}`;
        const touch = this.#touches.get(key);
        return (
          !names.has(key) &&
          !stream.seen.has(key) &&
          (!touch || touch.at <= stream.openedAt)
        );
      },
    );
    for (const { application } of gone) {
      const { namespace, name } = application.ref;
      this.#touches.delete(`${namespace}/${name}`);
      this.index.delete(application.ref);
    }
    return gone;
  }

  /** The stream is the only one from here on. */
  settle(stream: StreamState): void {
    stream.settled = true;
    stream.seen.clear();
    for (const [key, { deleted }] of this.#touches) {
      if (deleted) this.#touches.delete(key);
    }
  }
}
