/** Throws where two values are not the same but for the order of members. */
export function same(what: string, found: unknown, expected: unknown): void {
  if (text(found) !== text(expected))
    throw new Error(`${what}: ${text(found)}, not ${text(expected)}`);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort())
      : item,
  );
}
