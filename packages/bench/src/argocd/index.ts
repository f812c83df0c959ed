import type { Measure } from '../lib/measure';
import { runParts } from '../lib/parts';
import { allApplications } from './measures/allApplications';
import { crowd } from './measures/crowd';
import { deadInstance } from './measures/deadInstance';
import { entityPage } from './measures/entityPage';
import { freshness } from './measures/freshness';
import { javascript } from './measures/javascript';
import { describeMemory, type MemoryBySize } from './measures/memory';
import { describePages, viewPages } from './measures/pageViews';
import { sameContent } from './measures/sameContent';
import { NAMES, Stage } from './Stage';

/** Applications of an instance. */
const SIZES = [100, 1000, 10_000];
const LARGEST = Math.max(...SIZES);
const ROUNDS = { few: 6, many: 25 };

/** Our Argo CD plugin beside the community's and Roadie's, before the same fake Argo CDs; all of it, or a part. */
export const run = runParts('argocd', {
  pages,
  fault: deadInstance,
  browser: javascript,
});

async function* pages(): AsyncGenerator<Measure> {
  const memory: MemoryBySize = new Map();
  for (const applications of SIZES) {
    const stage = await Stage.start(applications);
    try {
      yield* sameContent(stage);
      const isLargest = applications === LARGEST;
      const views = await viewPages(
        stage,
        isLargest ? ROUNDS.many : ROUNDS.few,
      );
      yield* describePages(applications, views);
      yield* crowd(stage);
      if (isLargest) {
        yield* entityPage(stage, views);
        yield* allApplications(stage);
        yield* freshness(stage);
      }
      const held = NAMES.map(
        async name =>
          [name, await stage.contestants[name].backend.memory()] as const,
      );
      memory.set(applications, new Map(await Promise.all(held)));
    } finally {
      await stage.stop();
    }
  }
  yield* describeMemory(memory);
}
