import type { Measure } from '../lib/measure';
import { runParts } from '../lib/parts';
import type { Memory } from '../lib/plugins/Backend';
import { againstReference } from './measures/againstReference';
import { allSecrets } from './measures/allSecrets';
import { inventory } from './measures/inventory';
import { javascript } from './measures/javascript';
import { describeMemory } from './measures/memory';
import { pageViews } from './measures/pageViews';
import { sameContent } from './measures/sameContent';
import { FEW_PATHS, PATHS } from './scene';
import { Stage } from './Stage';

/** Our Vault plugin beside the community's, before the same fake Vaults; all of it, or a part. */
export const run = runParts('vault', {
  pages,
  browser: javascript,
});

async function* pages(): AsyncGenerator<Measure> {
  const memory = new Map<number, Memory>();
  for (const paths of [FEW_PATHS, PATHS]) {
    const stage = await Stage.start(paths);
    try {
      yield* sameContent(stage);
      if (paths === PATHS) {
        yield* pageViews(stage);
        yield* againstReference(stage);
        yield* allSecrets(stage);
      }
      memory.set(paths, await stage.contestants.ours.backend.memory());
      if (paths === PATHS) yield* inventory(stage);
    } finally {
      await stage.stop();
    }
  }
  yield* describeMemory(memory);
}
