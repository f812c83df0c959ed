import type { Line } from './types';

/** What a line is called: with its environment where there are several. */
export function lineName(
  { name, environment }: Pick<Line, 'name' | 'environment'>,
  lines: ReadonlyArray<Pick<Line, 'environment'>>,
): string {
  const several = lines.some(line => line.environment !== environment);
  return several ? `${name} · ${environment}` : name;
}
