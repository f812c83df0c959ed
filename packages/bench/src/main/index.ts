import type { Measure } from '../lib/measure';
import { changeMemory } from './changeMemory';
import { forgeCalls } from './forgeCalls';
import { portalShare } from './portalShare';
import { scale } from './scale';
import { simultaneousChanges } from './simultaneousChanges';

/** The main job: from a form to a pull request, and from a merge to the catalog. */
export async function* run(): AsyncGenerator<Measure> {
  yield* forgeCalls();
  yield* simultaneousChanges();
  yield* changeMemory();
  yield* portalShare();
  yield* scale();
}
