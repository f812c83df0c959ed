import type { Line } from './types';

/** Colours in Chart.module.css. */
const COLOURS = 8;

/** Dashes by environment, so that no two lines are told apart by colour alone. */
const DASHES = [undefined, '7 4', '2 4', '10 3 2 3'];

/** Names that have the same colour in every chart. */
const KNOWN: Record<string, number> = {
  total: 0,
  '2xx': 0,
  p95: 0,
  usage: 0,
  processed: 0,
  '5xx': 1,
  failed: 1,
  p99: 1,
  p50: 2,
  request: 2,
  '4xx': 3,
  '3xx': 4,
  '1xx': 5,
  limit: 7,
};

export interface Look {
  colour: number;
  dash?: string;
}

/** The colour of a line says what it shows, its dashes in which environment. */
export function looksOf(
  lines: ReadonlyArray<Pick<Line, 'key' | 'name' | 'environment'>>,
): Map<string, Look> {
  const environments = [...new Set(lines.map(line => line.environment))];
  const names = [...new Set(lines.map(line => line.name))];
  const taken = new Set(
    names.filter(name => Object.hasOwn(KNOWN, name)).map(name => KNOWN[name]),
  );
  const free = [...Array(COLOURS).keys()].filter(one => !taken.has(one));
  const others = names.filter(name => !Object.hasOwn(KNOWN, name));
  const colourOf = (name: string) =>
    Object.hasOwn(KNOWN, name)
      ? KNOWN[name]
      : free[others.indexOf(name) % free.length];
  return new Map(
    lines.map(({ key, name, environment }) => {
      // More names than colours go on with other dashes.
      const round = Math.floor(Math.max(0, others.indexOf(name)) / free.length);
      const dash =
        DASHES[(environments.indexOf(environment) + round) % DASHES.length];
      return [key, { colour: colourOf(name), ...(dash && { dash }) }];
    }),
  );
}
