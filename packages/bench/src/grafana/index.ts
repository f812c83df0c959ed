import type { Measure } from '../lib/measure';
import { installPeers } from '../lib/plugins/installPeers';
import { cached } from './measures/cached';
import { chart } from './measures/chart';
import { javascript } from './measures/javascript';
import { describeViews, viewPages } from './measures/pageViews';
import { sameContent } from './measures/sameContent';
import { signals } from './measures/signals';
import { Stage } from './Stage';
import { startCommunity } from './startCommunity';
import { startOurs } from './startOurs';

const parts: Record<string, () => AsyncGenerator<Measure>> = {
  pages,
  browser: javascript,
  chart,
};

/** Our Grafana plugin beside the community's, before the same made-up Grafanas; all of it, or a part. */
export async function* run(part?: string): AsyncGenerator<Measure> {
  const chosen = part === undefined ? Object.values(parts) : [parts[part]];
  for (const step of chosen) {
    if (!step) {
      const names = Object.keys(parts).join(', ');
      throw new Error(
        `The bench grafana has no part '${part}'. It has: ${names}`,
      );
    }
    yield* step();
  }
}

async function* pages(): AsyncGenerator<Measure> {
  await installPeers();
  const stage = await Stage.start({ startOurs, startCommunity });
  try {
    yield* sameContent(stage);
    yield* describeViews(await viewPages(stage));
    yield* cached(stage);
    yield* signals(stage);
  } finally {
    await stage.stop();
  }
}
