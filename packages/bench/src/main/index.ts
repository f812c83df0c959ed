import type { Measure } from '../lib/measure';
import { runParts } from '../lib/parts';
import { changeMemory } from './changeMemory';
import { forgeCalls } from './forgeCalls';
import { portalShare } from './portalShare';
import { scaleOnPostgres, scaleOnSqlite } from './scale';
import { simultaneousChanges } from './simultaneousChanges';

/** The main job: from a form to a pull request, and from a merge to the catalog; all of it, or a part. */
export const run = runParts('main', {
  calls: forgeCalls,
  changes,
  portal: portalShare,
  sqlite: scaleOnSqlite,
  postgres: scaleOnPostgres,
});

async function* changes(): AsyncGenerator<Measure> {
  yield* simultaneousChanges();
  yield* changeMemory();
}
