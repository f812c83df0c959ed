import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  RotationCalendar,
  SecretList,
  SecretRow,
} from '@idp/plugin-vault-common';
import type { Visible, VisibleEntities } from '../access/VisibleEntities';
import { pageOf, select, type ListFilter } from './listSecrets';
import { rotationCalendar } from './rotationCalendar';
import type { Entry } from './SecretTable';

/** While much changes, a moment late will do: an entity's own answer is never late. */
const BUILT_EVERY_MS = 1_000;
/** What is due today was not yesterday. */
const BUILT_AT_LEAST_EVERY_MS = 60_000;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Answers over many entities, each person's own. */
export class SecretLists {
  #table: { entries: Entry[]; version: string; at: number } = {
    entries: [],
    version: '',
    at: -Infinity,
  };

  constructor(
    private readonly options: {
      build: () => Entry[];
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
    const seen = await this.#seen(credentials);
    if (seen === 'none') return undefined;
    return pageOf(
      select(
        this.#entries(),
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
    const seen = await this.#seen(credentials);
    if (seen === 'none') return undefined;
    return rotationCalendar(this.#entries(), days, entry =>
      shownTo(seen, entry),
    );
  }

  #seen(credentials: UserCredentials): Promise<Visible> {
    return this.options.visible.of(credentials, () => this.#allEntityRefs());
  }

  #entries(): Entry[] {
    const { build, now = Date.now, version } = this.options;
    const wanted = version();
    const age = now() - this.#table.at;
    const isSame = this.#table.version === wanted;
    if (age < (isSame ? BUILT_AT_LEAST_EVERY_MS : BUILT_EVERY_MS)) {
      return this.#table.entries;
    }
    this.#table = { entries: build(), version: wanted, at: now() };
    return this.#table.entries;
  }

  *#allEntityRefs(): Iterable<string> {
    for (const { entityRefs } of this.#entries()) yield* entityRefs;
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
