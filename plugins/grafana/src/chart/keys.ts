/** A tenth of a chart. */
const PAGES = 10;

/** The point to which a key leads; undefined for every other key. */
export function pointAfter(
  key: string,
  point: number,
  points: number,
): number | undefined {
  const page = Math.max(1, Math.round(points / PAGES));
  const target: Record<string, number> = {
    ArrowLeft: point - 1,
    ArrowDown: point - 1,
    ArrowRight: point + 1,
    ArrowUp: point + 1,
    PageDown: point - page,
    PageUp: point + page,
    Home: 0,
    End: points - 1,
  };
  if (!Object.hasOwn(target, key)) return undefined;
  return Math.min(points - 1, Math.max(0, target[key]));
}
