/**
 * Readers of answers that may hold anything: what is not as expected is as if it were not there.
 *
 * @packageDocumentation
 */

/**
 * Its fields; none where it is no object.
 *
 * @public
 */
export function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/**
 * Its items; none where it is no list.
 *
 * @public
 */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A text that is not empty, cut after so many characters.
 *
 * @public
 */
export function text(value: unknown, most = 1_000): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.length > most ? `${value.slice(0, most)}…` : value;
}

/**
 * A text that is not empty, cut after so many characters.
 *
 * @public
 */
/**
 * The texts of a list, of so many of its items.
 *
 * @public
 */
export function texts(value: unknown, most: number): string[] {
  return list(value)
    .slice(0, most)
    .map(item => text(item))
    .filter((item): item is string => item !== undefined);
}

/**
 * A number, also one that is written as text.
 *
 * @public
 */
export function number(value: unknown): number | undefined {
  // int64 arrives as a text where protobuf wrote it.
  const parsed = typeof value === 'string' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed)
    ? parsed
    : undefined;
}

/**
 * A time as ISO 8601 in UTC.
 *
 * @public
 */
export function time(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/**
 * One of the words that are known.
 *
 * @public
 */
export function oneOf<T extends string>(
  value: unknown,
  known: readonly T[],
): T | undefined {
  return known.find(item => item === value);
}
