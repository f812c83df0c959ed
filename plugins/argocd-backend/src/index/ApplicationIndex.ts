import { isDeepStrictEqual } from 'node:util';
import {
  labelsMatch,
  type ApplicationClaim,
  type ApplicationRef,
  type LabelRequirement,
} from '@idp/plugin-argocd-common';
import type { ParsedApplication } from '../argocd/parseApplication';
import { entryKey, entryOf, type Entry, type Owners } from './Entry';
import { Groups } from './Groups';
import { SortedEntries } from './SortedEntries';
import { Strings } from './Strings';

/** Told of what changed: the entry before, after, or both. */
export type IndexListener = (change: { before?: Entry; after?: Entry }) => void;

/** What all instances said of their Applications, in memory. */
export class ApplicationIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #byInstance = new Groups<Entry>();
  readonly #byName = new Groups<Entry>();
  readonly #byProject = new Groups<Entry>();
  readonly #byNamespace = new Groups<Entry>();
  readonly #byLabel = new Groups<Entry>();
  readonly #byEntity = new Groups<Entry>();
  readonly #sorted = new SortedEntries();
  readonly #strings = new Strings();
  readonly #listeners = new Set<IndexListener>();
  #generation = 0;

  constructor(private readonly owners: Owners) {}

  get size(): number {
    return this.#entries.size;
  }

  /** Another number after every change. */
  get generation(): number {
    return this.#generation;
  }

  /** In the order of lists. */
  get sorted(): SortedEntries {
    return this.#sorted;
  }

  onChange(listener: IndexListener): void {
    this.#listeners.add(listener);
  }

  get(ref: ApplicationRef): Entry | undefined {
    return this.#entries.get(entryKey(ref));
  }

  ofInstance(instance: string): ReadonlySet<Entry> {
    return this.#byInstance.get(instance);
  }

  /** Those that a module says are an entity's. */
  ofEntity(entityRef: string): ReadonlySet<Entry> {
    return this.#byEntity.get(entityRef);
  }

  /** Takes what is known now of an Application. Answers whether it says anything new. */
  put(parsed: ParsedApplication): boolean {
    const before = this.get(parsed.application.ref);
    if (
      before &&
      before.uid === parsed.uid &&
      isDeepStrictEqual(before.labels, parsed.labels) &&
      isDeepStrictEqual(before.application, parsed.application)
    ) {
      return false;
    }
    const after = entryOf(this.#strings.share(parsed), this.owners);
    this.#entries.set(after.key, after);
    if (before) {
      this.#ungroup(before);
      this.#sorted.replace(before, after);
    } else {
      this.#sorted.add(after);
    }
    this.#group(after);
    this.#changed({ before, after });
    return true;
  }

  delete(ref: ApplicationRef): void {
    const before = this.get(ref);
    if (!before) return;
    this.#entries.delete(before.key);
    this.#ungroup(before);
    this.#sorted.delete(before);
    this.#changed({ before });
  }

  /** What a claim covers: Applications for which everything that it names is so. */
  resolve(claim: ApplicationClaim): Entry[] {
    const found = new Set<Entry>();
    for (const candidates of this.#candidates(claim)) {
      for (const entry of candidates) {
        if (covers(claim, entry)) found.add(entry);
      }
    }
    return [...found].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  }

  /** Sets that hold between them all that a claim can cover, as few entries as can be. */
  #candidates(claim: ApplicationClaim): Array<Iterable<Entry>> {
    if (claim.names) return claim.names.map(name => this.#byName.get(name));
    const { selector = [], namespace, project } = claim;
    const narrow: Array<Array<ReadonlySet<Entry>>> = selector
      .filter(({ operator }) => operator === 'in')
      .map(({ key, values }) =>
        values.map(value => this.#byLabel.get(`${key}=${value}`)),
      );
    if (project) narrow.push([this.#byProject.get(project)]);
    if (namespace) narrow.push([this.#byNamespace.get(namespace)]);
    const size = (sets: Array<ReadonlySet<Entry>>) =>
      sets.reduce((sum, set) => sum + set.size, 0);
    return (
      narrow.sort((a, b) => size(a) - size(b))[0] ?? [this.#entries.values()]
    );
  }

  #changed(change: { before?: Entry; after?: Entry }): void {
    this.#generation += 1;
    for (const listener of this.#listeners) listener(change);
  }

  #group(entry: Entry): void {
    this.#eachGroup(entry, (groups, key) => groups.add(key, entry));
  }

  #ungroup(entry: Entry): void {
    this.#eachGroup(entry, (groups, key) => groups.delete(key, entry));
  }

  #eachGroup(
    { application, labels, owner }: Entry,
    each: (groups: Groups<Entry>, key: string) => void,
  ): void {
    const { ref, project } = application;
    each(this.#byInstance, ref.instance);
    each(this.#byName, ref.name);
    each(this.#byProject, project);
    each(this.#byNamespace, ref.namespace);
    for (const [key, value] of Object.entries(labels)) {
      each(this.#byLabel, `${key}=${value}`);
    }
    for (const entityRef of owner?.entityRefs ?? []) {
      each(this.#byEntity, entityRef);
    }
  }
}

function covers(claim: ApplicationClaim, entry: Entry): boolean {
  const { ref, project } = entry.application;
  const { names, namespace, instances, selector } = claim;
  return (
    (!names || names.includes(ref.name)) &&
    (!namespace || namespace === ref.namespace) &&
    (!claim.project || claim.project === project) &&
    (!instances || instances.includes(ref.instance)) &&
    (!selector || fulfils(selector, entry))
  );
}

function fulfils(selector: LabelRequirement[], { labels }: Entry): boolean {
  return labelsMatch(selector, labels);
}
