import type { Measure } from '../../lib/measure';
import {
  addBlock,
  describeViews,
  noViews,
  viewEach,
  type View,
  type Views,
} from '../../lib/plugins/views';
import { service, VIEWED } from '../scene';
import { NAMES, type Contestant, type Name, type Stage } from '../Stage';

const WARM_UP = 20;
/** Views in a row by one backend, so that its CPU time is told in steps that are large enough. */
const BLOCK: Record<Name, number> = { community: 10, roadie: 5, ours: 60 };

/** Opens the page of an entity. */
export const viewOf =
  ({ page, browser }: Pick<Contestant, 'page' | 'browser'>): View =>
  n =>
    page.open(browser, service(n % VIEWED));

/** Opens entity pages one after the other, the backends in turns. */
export async function viewPages(
  stage: Stage,
  rounds: number,
): Promise<Record<Name, Views>> {
  const views = Object.fromEntries(
    NAMES.map(name => [name, noViews()]),
  ) as Record<Name, Views>;
  for (const contestant of Object.values(stage.contestants)) {
    await viewEach(viewOf(contestant), WARM_UP);
    await stage.taken(contestant.name);
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of Object.values(stage.contestants)) {
      const { name } = contestant;
      const count = BLOCK[name];
      await addBlock(views[name], contestant, viewOf(contestant), {
        count,
        first: round * count,
      });
    }
  }
  for (const name of NAMES) {
    const { calls, bytes, byPath } = await stage.taken(name);
    views[name].upstreamCalls = calls;
    views[name].upstreamPaths = byPath;
    views[name].upstreamBytes = bytes;
  }
  return views;
}

/** A line for each backend. */
export function* describePages(
  applications: number,
  all: Record<Name, Views>,
): Generator<Measure> {
  for (const name of NAMES) {
    const views = all[name];
    yield describeViews({
      name,
      among: `${applications} Applications`,
      source: 'Argo CD',
      views,
      more: [`${views.milliseconds.length} views`],
    });
  }
}
