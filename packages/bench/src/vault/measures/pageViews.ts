import type { Measure } from '../../lib/measure';
import {
  addBlock,
  describeViews,
  noViews,
  viewEach,
  type View,
  type Views,
} from '../../lib/plugins/views';
import { short } from '../../lib/statistics';
import { IS_TRIAL, service, VIEWED } from '../scene';
import { NAMES, type Contestant, type Name, type Stage } from '../Stage';

const BLOCK = IS_TRIAL ? 10 : 50;
const ROUNDS = IS_TRIAL ? 3 : 20;

/** Opens the page of an entity. */
export const viewOf =
  ({ page, browser }: Contestant): View =>
  n =>
    page.open(browser, service(n % VIEWED));

/** Opens entity pages one after the other, the backends in turns; a line for each. */
export async function* pageViews(stage: Stage): AsyncGenerator<Measure> {
  const { contestants, paths } = stage;
  const { take, takeKubernetes } = stage.fakes.commands;
  const views = Object.fromEntries(
    NAMES.map(name => [name, noViews()]),
  ) as Record<Name, Views>;
  for (const contestant of Object.values(contestants)) {
    await viewEach(viewOf(contestant), 2 * BLOCK);
    await take(contestant.name);
  }
  await takeKubernetes();
  for (let round = 0; round < ROUNDS; round++) {
    for (const contestant of Object.values(contestants)) {
      await addBlock(views[contestant.name], contestant, viewOf(contestant), {
        count: BLOCK,
        first: round * BLOCK,
      });
    }
  }
  const cluster = await takeKubernetes();
  for (const name of NAMES) {
    const { calls, bytes } = await take(name);
    const isOurs = name === 'ours';
    views[name].upstreamCalls = calls + (isOurs ? cluster.calls : 0);
    views[name].upstreamBytes = bytes;
    const { milliseconds } = views[name];
    const seconds = milliseconds.reduce((sum, one) => sum + one, 0) / 1000;
    yield describeViews({
      name,
      among: `${paths} paths`,
      source: 'Vault',
      views: views[name],
      more: [
        `${milliseconds.length} views in ${short(seconds)} s`,
        ...(isOurs
          ? [
              `${cluster.watches} watches of the cluster ended and were opened anew meanwhile, as they are when nobody looks`,
            ]
          : []),
      ],
    });
  }
}
