const UNITS = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Milliseconds between two ISO dates; undefined where one is missing, or a clock ran backwards. */
export function between(from?: string, to?: string): number | undefined {
  const took = Date.parse(to ?? '') - Date.parse(from ?? '');
  return took >= 0 ? took : undefined;
}

/** “1 min 20 sec”, in the given language; at most two units. */
export function durationText(milliseconds: number, language: string): string {
  let rest = Math.round(milliseconds / 1000);
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (unit === 'second' && parts.length === 0)) {
      parts.push(
        new Intl.NumberFormat(language, {
          style: 'unit',
          unit,
          unitDisplay: 'short',
        }).format(count),
      );
    }
  }
  return parts.slice(0, 2).join(' ');
}
