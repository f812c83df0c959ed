const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Ranges that end now, and how long they are. */
export const PRESETS = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
} as const;

export type Preset = keyof typeof PRESETS;

export const DEFAULT_PRESET: Preset = '1h';

/** A range of time as one chooses it. Times are milliseconds since 1970. */
export type Range = { last: Preset } | { from: number; to: number };

export interface Bounds {
  from: number;
  to: number;
}

/** Whether a range goes on as time does. */
export function isLive(range: Range): range is { last: Preset } {
  return 'last' in range;
}

/** Reads a range out of an address; what it cannot read is the last hour. */
export function rangeOf(params: URLSearchParams): Range {
  const preset = params.get('range');
  if (preset !== null && Object.hasOwn(PRESETS, preset)) {
    return { last: preset as Preset };
  }
  const from = Date.parse(params.get('from') ?? '');
  const to = Date.parse(params.get('to') ?? '');
  return from < to ? { from, to } : { last: DEFAULT_PRESET };
}

/** Writes a range into an address; the usual one is left out. */
export function withRange(
  params: URLSearchParams,
  range: Range,
): URLSearchParams {
  const next = new URLSearchParams(params);
  ['range', 'from', 'to'].forEach(name => next.delete(name));
  if (!isLive(range)) {
    next.set('from', new Date(range.from).toISOString());
    next.set('to', new Date(range.to).toISOString());
  } else if (range.last !== DEFAULT_PRESET) {
    next.set('range', range.last);
  }
  return next;
}

/** From when to when a range is, at a moment. */
export function boundsOf(range: Range, now: number): Bounds {
  return isLive(range)
    ? { from: now - PRESETS[range.last], to: now }
    : { from: range.from, to: range.to };
}

/** How long a range is, in seconds. */
export function secondsOf(range: Range): number {
  const { from, to } = boundsOf(range, 0);
  return (to - from) / 1000;
}

/** Bounds as the backend and Grafana take them. */
export function isoOf({ from, to }: Bounds): { from: string; to: string } {
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  };
}

/** The range of a link into Grafana: what ends now, ends now there too. */
export function grafanaRange(range: Range): {
  from: number | string;
  to: number | string;
} {
  return isLive(range)
    ? { from: `now-${range.last}`, to: 'now' }
    : { from: range.from, to: range.to };
}
