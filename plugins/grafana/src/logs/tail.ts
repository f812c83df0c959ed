import type { EntityLogs, LogLine } from '@idp/plugin-grafana-common';

/** So many lines are kept; a page that follows for hours stays as quick as it was. */
export const MOST_LINES = 5_000;

/** The lines that are shown, and from where they go on. */
export interface Tail {
  lines: LogLine[];
  cursor?: string;
  /** Older lines were let go. */
  dropped: boolean;
}

export function tailOf({ lines, cursor }: EntityLogs): Tail {
  return { lines, ...(cursor && { cursor }), dropped: false };
}

/** What came since; a line that came twice stands once. */
export function withLines(
  tail: Tail,
  { lines, cursor }: EntityLogs,
  most = MOST_LINES,
): Tail {
  const known = new Set(tail.lines.map(({ id }) => id));
  const fresh = lines.filter(({ id }) => !known.has(id));
  const next = cursor ?? tail.cursor;
  if (fresh.length === 0 && next === tail.cursor) return tail;
  const all = fresh.length > 0 ? [...tail.lines, ...fresh] : tail.lines;
  return {
    lines: all.length > most ? all.slice(-most) : all,
    ...(next && { cursor: next }),
    dropped: tail.dropped || all.length > most,
  };
}
