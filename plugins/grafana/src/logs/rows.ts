/** Which rows of a long list are drawn. */
export interface Rows {
  first: number;
  /** Exclusive. */
  end: number;
}

/** Drawn above and below what is seen. */
const BEYOND = 12;

/** The rows that are seen, and a few around them. */
export function rowsAt(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): Rows {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - BEYOND;
  const end = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight) + BEYOND;
  return {
    first: Math.min(Math.max(0, first), Math.max(0, count - 1)),
    end: Math.min(count, end),
  };
}

/** The row to which a key leads; undefined for every other key. */
export function rowAfter(
  key: string,
  row: number,
  count: number,
  page: number,
): number | undefined {
  const target: Record<string, number> = {
    ArrowUp: row - 1,
    ArrowDown: row + 1,
    PageUp: row - page,
    PageDown: row + page,
    Home: 0,
    End: count - 1,
  };
  if (!Object.hasOwn(target, key)) return undefined;
  return Math.min(count - 1, Math.max(0, target[key]));
}
