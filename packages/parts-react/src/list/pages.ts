/**
 * One page of a list, and where the next begins.
 *
 * @public
 */
export interface Paged<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * How a list is read, page by page.
 *
 * @public
 */
export interface PagedSource<T, L extends Paged<T>> {
  readPage(page: { limit: number; cursor?: string }): Promise<L>;
  /** What tells two rows apart. */
  idOf(item: T): string;
}

/**
 * Rows that one request brings.
 *
 * @public
 */
export const PAGE = 200;
/**
 * Rows that are read again when something changed. What is worst comes first; who has scrolled further waits.
 *
 * @public
 */
export const REREAD = 1_000;

/** Without what was shown before: between two pages a row may have moved. */
function withoutDoubles<T>(
  items: readonly T[],
  idOf: (item: T) => string,
): T[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const id = idOf(item);
    return !seen.has(id) && Boolean(seen.add(id));
  });
}

/** The list with one more page. */
export function withPage<T, L extends Paged<T>>(
  list: L,
  page: L,
  idOf: (item: T) => string,
): L {
  return {
    ...page,
    items: withoutDoubles([...list.items, ...page.items], idOf),
  };
}

/** Reads as many rows again as are shown, up to {@link REREAD}, and keeps those that come after. */
export async function readAgain<T, L extends Paged<T>>(
  { readPage, idOf }: PagedSource<T, L>,
  shown: L | undefined,
): Promise<L> {
  const wanted = Math.min(shown?.items.length ?? 0, REREAD);
  let list = await readPage({ limit: PAGE });
  while (list.nextCursor && list.items.length < wanted) {
    list = withPage(
      list,
      await readPage({ limit: PAGE, cursor: list.nextCursor }),
      idOf,
    );
  }
  if (!shown || shown.items.length <= wanted) return list;
  return {
    ...list,
    items: withoutDoubles([...list.items, ...shown.items.slice(wanted)], idOf),
    nextCursor: shown.nextCursor,
  };
}
