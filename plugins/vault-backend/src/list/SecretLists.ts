import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Visible, VisibleEntities } from '@idp/parts-node';
import type {
  RotationCalendar,
  SecretList,
  SecretRow,
} from '@idp/plugin-vault-common';
import { pageOf, select, type ListFilter } from './listSecrets';
import { rotationCalendar } from './rotationCalendar';
import type { Entry } from './SecretTable';

/** While much changes, a moment late will do, and the larger the later: an entity's own answer is never late. */
const BUILT_EVERY_MS = 1_000;
const COSTS_TIMES = 10;
/** What is due today was not yesterday. */
const BUILT_AT_LEAST_EVERY_MS = 60_000;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

interface Table {
  entries: Entry[];
  version: string;
  at: number;
  tookMs: number;
}

/** Answers over many entities, each person's own. */
export class SecretLists {
  #table: Table = { entries: [], version: '', at: -Infinity, tookMs: 0 };
  #building?: Promise<Entry[]>;

  constructor(
    private readonly options: {
      build: () => Promise<Entry[]>;
      /** Another text after each change of what the table is built from. */
      version: () => string;
      visible: VisibleEntities;
      now?: () => number;
    },
  ) {}

  /** Undefined where the person may see nothing at all. */
  async list(
    credentials: UserCredentials,
    query: { filter: ListFilter; cursor?: string; limit: number },
  ): Promise<Omit<SecretList, 'sources'> | undefined> {
    const entries = await this.#entries();
    const seen = await this.#seen(credentials, entries);
    if (seen === 'none') return undefined;
    return pageOf(
      select(
        entries,
        query.filter,
        entry => shownTo(seen, entry) !== undefined,
      ),
      { ...query, rowOf: entry => shownTo(seen, entry)! },
    );
  }

  /** Undefined where the person may see nothing at all. */
  async rotations(
    credentials: UserCredentials,
    days: { from: string; to: string },
  ): Promise<RotationCalendar | undefined> {
    const entries = await this.#entries();
    const seen = await this.#seen(credentials, entries);
    if (seen === 'none') return undefined;
    return rotationCalendar(entries, days, entry => shownTo(seen, entry));
  }

  #seen(
    credentials: UserCredentials,
    entries: readonly Entry[],
  ): Promise<Visible> {
    return this.options.visible.of(credentials, function* all() {
      for (const { entityRefs } of entries) yield* entityRefs;
    });
  }

  async #entries(): Promise<Entry[]> {
    const { now = Date.now, version } = this.options;
    const { at, entries, tookMs, version: built } = this.#table;
    const keptMs =
      built === version()
        ? BUILT_AT_LEAST_EVERY_MS
        : Math.max(BUILT_EVERY_MS, COSTS_TIMES * tookMs);
    if (now() - at < keptMs) return entries;
    this.#building ??= this.#build().finally(() => {
      this.#building = undefined;
    });
    return this.#building;
  }

  async #build(): Promise<Entry[]> {
    const { build, now = Date.now, version } = this.options;
    const started = now();
    // What changes meanwhile is in the next one.
    const wanted = version();
    const entries = await build();
    this.#table = {
      entries,
      version: wanted,
      at: now(),
      tookMs: now() - started,
    };
    return entries;
  }
}

/** The row as this person sees it. What is nobody's is for those alone who may see all. */
function shownTo(
  seen: Exclude<Visible, 'none'>,
  { entityRefs, row }: Entry,
): SecretRow | undefined {
  const entityRef =
    seen === 'all' ? entityRefs[0] : entityRefs.find(ref => seen.has(ref));
  if (seen !== 'all' && entityRef === undefined) return undefined;
  return { ...row, ...(entityRef && { entityRef }) };
}
