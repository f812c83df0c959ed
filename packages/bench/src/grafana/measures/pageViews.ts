import type { Measure } from '../../lib/measure';
import {
  addBlock,
  describeViews,
  noViews,
  type Views,
} from '../../lib/plugins/views';
import { communityAll, communityTag } from '../pages/community';
import type { EntityPage } from '../pages/EntityPage';
import { ourPage } from '../pages/ours';
import { DASHBOARDS, RULES, viewed, VIEWED } from '../scene';
import type { Contestant, Stage } from '../Stage';

const ROUNDS = 8;

interface Way {
  name: string;
  page: EntityPage;
  /** Views in a row, so that CPU time is told in steps that are large enough. */
  block: number;
  contestant: (stage: Stage) => Contestant;
}

const WAYS: readonly Way[] = [
  {
    name: 'community',
    page: communityAll,
    block: 3,
    contestant: ({ community }) => community,
  },
  {
    name: 'community, selector of one tag',
    page: communityTag,
    block: 5,
    contestant: ({ community }) => community,
  },
  {
    name: 'ours',
    page: ourPage,
    block: VIEWED,
    contestant: ({ ours }) => ours,
  },
];

/** Opens the cards of dashboards and alerts, one after the other, the ways in turns. */
export async function viewPages(stage: Stage): Promise<Map<string, Views>> {
  const all = new Map(WAYS.map(({ name }) => [name, noViews()]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, page, block, contestant } of WAYS) {
      const viewer = contestant(stage);
      const views = all.get(name)!;
      await stage.taken(viewer.name);
      await addBlock(views, viewer, n => page.open(viewer.browser, viewed(n)), {
        count: block,
        first: round * block,
      });
      const { calls, bytes } = await stage.taken(viewer.name);
      views.upstreamCalls += calls;
      views.upstreamBytes += bytes;
    }
  }
  return all;
}

/** A line for each way. */
export function* describePages(
  all: ReadonlyMap<string, Views>,
): Generator<Measure> {
  for (const [name, views] of all) {
    yield describeViews({
      name,
      among: `${DASHBOARDS} dashboards and ${RULES} rules`,
      source: 'Grafana',
      views,
      more: [`${views.milliseconds.length} views`],
    });
  }
}
