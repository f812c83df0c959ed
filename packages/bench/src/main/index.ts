import type { Measure } from '../lib/measure';
import { changeMemory } from './changeMemory';
import { forgeCalls } from './forgeCalls';
import { portalShare } from './portalShare';
import { scaleOnPostgres, scaleOnSqlite } from './scale';
import { simultaneousChanges } from './simultaneousChanges';

const parts: Record<string, Array<() => AsyncGenerator<Measure>>> = {
  calls: [forgeCalls],
  changes: [simultaneousChanges, changeMemory],
  portal: [portalShare],
  sqlite: [scaleOnSqlite],
  postgres: [scaleOnPostgres],
};

/** The main job: from a form to a pull request, and from a merge to the catalog; all of it, or a part. */
export async function* run(part?: string): AsyncGenerator<Measure> {
  const chosen = part === undefined ? Object.values(parts) : [parts[part]];
  for (const steps of chosen) {
    if (!steps) {
      const names = Object.keys(parts).join(', ');
      throw new Error(`The bench main has no part '${part}'. It has: ${names}`);
    }
    for (const step of steps) yield* step();
  }
}
