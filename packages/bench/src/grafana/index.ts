import type { Measure } from '../lib/measure';
import { runParts } from '../lib/parts';
import { cached } from './measures/cached';
import { chart } from './measures/chart';
import { javascript } from './measures/javascript';
import { describePages, viewPages } from './measures/pageViews';
import { sameContent } from './measures/sameContent';
import { signals } from './measures/signals';
import { Stage } from './Stage';

/** Our Grafana plugin beside the community's, before the same made-up Grafanas; all of it, or a part. */
export const run = runParts('grafana', {
  pages,
  browser: javascript,
  chart,
});

async function* pages(): AsyncGenerator<Measure> {
  const stage = await Stage.start();
  try {
    yield* sameContent(stage);
    yield* describePages(await viewPages(stage));
    yield* cached(stage);
    yield* signals(stage);
  } finally {
    await stage.stop();
  }
}
