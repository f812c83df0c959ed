const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration such as `1h` or `1h30m0s`; undefined where it is none. */
export function durationMs(text: string): number | undefined {
  let rest = text;
  let sum = 0;
  while (rest !== '') {
    const part = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/.exec(rest);
    if (!part) return undefined;
    sum += Number(part[1]) * UNITS[part[2]];
    rest = rest.slice(part[0].length);
  }
  return text === '' ? undefined : sum;
}
