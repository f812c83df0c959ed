const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** `1h30m` in milliseconds; undefined where it is none. */
export function readDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    sum += Number(count) * UNITS[unit];
  }
  return sum;
}

/** A number as PromQL writes it; a duration is a number of seconds. */
export function readNumber(text: string): number {
  const [, sign, rest] = /^([+-]?)(.*)$/s.exec(text)!;
  const factor = sign === '-' ? -1 : 1;
  const lower = rest.toLowerCase();
  if (lower === 'inf') return factor * Infinity;
  if (lower === 'nan') return NaN;
  const duration = readDuration(rest);
  if (duration !== undefined) return (factor * duration) / 1000;
  return factor * Number(rest.replaceAll('_', ''));
}

const ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** The text of a string as Go writes it: double, single or back quotes. Undefined where an escape is none. */
export function unquote(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === '`') return inner;
  let wrong = inner.includes('\n');
  const text = inner.replace(
    /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{3}|[\s\S]|$)/g,
    (_, escape: string) => {
      const [first] = escape;
      if (escape.length > 1 && /[uUx]/.test(first)) {
        const code = parseInt(escape.slice(1), 16);
        // Halves of a pair are no characters to Go.
        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
          wrong = true;
          return '';
        }
        return String.fromCodePoint(code);
      }
      if (/^[0-7]{3}$/.test(escape))
        return String.fromCharCode(parseInt(escape, 8));
      const known = ESCAPES[escape];
      const otherQuote = quote === '"' ? "'" : '"';
      if (known === undefined || escape === otherQuote) wrong = true;
      return known ?? '';
    },
  );
  return wrong ? undefined : text;
}
