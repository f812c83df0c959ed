/** Readers beside those of `@idp/upstream/wire`: half of a path or of a token names something else, so nothing is cut. */

export function text(value: unknown, most = 1_000): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= most
    ? value
    : undefined;
}

export function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : undefined;
}
