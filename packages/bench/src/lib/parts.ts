import type { Measure } from './measure';

/** The parts of a bench by name, in their order. */
export type Parts = Record<string, () => AsyncGenerator<Measure>>;

/** What runs a bench of parts: all of it, or one. */
export function runParts(bench: string, parts: Parts) {
  return async function* run(part?: string): AsyncGenerator<Measure> {
    const chosen = part === undefined ? Object.values(parts) : [parts[part]];
    for (const step of chosen) {
      if (!step) {
        const names = Object.keys(parts).join(', ');
        throw new Error(
          `The bench ${bench} has no part '${part}'. It has: ${names}`,
        );
      }
      yield* step();
    }
  };
}
