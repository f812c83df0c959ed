const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** The time zone of whoever looks. */
export function readersZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** How many milliseconds the clocks of a zone are ahead of UTC at a moment. */
export function offsetAt(moment: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(zone).formatToParts(moment)) {
    part[type] = Number(value);
  }
  const wall = Date.UTC(
    part.year,
    part.month - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  );
  return wall - Math.floor(moment / 1000) * 1000;
}

/** What the clocks of a zone show, as if it were UTC. */
export function wallOf(moment: number, zone: string): number {
  return moment + offsetAt(moment, zone);
}

/**
 * The moment at which the clocks of a zone show this. Of an hour that comes twice it is the first; one that is left out
 * counts on from the hour before, as everywhere in browsers.
 */
export function momentOf(wall: number, zone: string): number {
  const before = wall - offsetAt(wall - DAY_MS, zone);
  const after = wall - offsetAt(wall + DAY_MS, zone);
  const shown = [before, after].filter(moment => wallOf(moment, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** A part of a range in which the clocks are not changed. */
export interface Stretch {
  from: number;
  to: number;
  offset: number;
}

/** A range, cut where the clocks are changed. */
export function stretchesOf(from: number, to: number, zone: string): Stretch[] {
  const found: Stretch[] = [];
  let start = from;
  let offset = offsetAt(from, zone);
  for (let at = from; at < to; ) {
    const next = Math.min(at + DAY_MS, to);
    const then = offsetAt(next, zone);
    if (then !== offset) {
      const change = changeBetween(at, next, zone);
      found.push({ from: start, to: change - 1, offset });
      start = change;
      offset = then;
    }
    at = next;
  }
  return [...found, { from: start, to, offset }];
}

/** The first moment with the later of two offsets, to the second. */
function changeBetween(from: number, to: number, zone: string): number {
  const before = offsetAt(from, zone);
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000, zone) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}
