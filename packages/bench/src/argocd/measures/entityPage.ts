import { ratio, type Measure } from '../../lib/measure';
import { Browser } from '../../lib/plugins/Browser';
import { inTurns } from '../../lib/plugins/inTurns';
import type { Peer } from '../../lib/plugins/startPeer';
import {
  addBlock,
  noViews,
  viewEach,
  type View,
  type Views,
} from '../../lib/plugins/views';
import { p50, p99, short } from '../../lib/statistics';
import { service, VIEWED } from '../scene';
import type { Stage } from '../Stage';
import { viewOf } from './pageViews';

const PAIRS = 2000;
const POLLS = 60;

/** Our entity page against the community's, and against what no route of an entity can do without. */
export async function* entityPage(
  stage: Stage,
  views: { community: Views; ours: Views },
): AsyncGenerator<Measure> {
  const { community, ours } = views;
  const where = `${stage.applications} Applications an instance`;
  const lists = await pollCommunity(stage);
  const bare = await viewUnguarded(stage);
  yield ratio('entity page, p50', {
    value: p50(ours.milliseconds),
    base: p50(community.milliseconds),
    atMost: 1 / 5,
    unit: 'ms',
    detail: `${where}, against the page of the community backend; of that its lists alone, without the history, take ${short(
      lists,
    )} ms; without sign-in and permissions, which ours always has, its page takes ${short(
      p50(bare.milliseconds),
    )} ms`,
  });
  yield ratio('entity page, CPU of the backend', {
    value: cpuOf(ours),
    base: cpuOf(community),
    atMost: 1 / 2,
    unit: 'ms',
    detail: `${where}, a page, which is ${short(
      community.requests / community.milliseconds.length,
    )} requests of the community backend and one of ours; without sign-in and permissions ${short(
      cpuOf(bare),
    )} ms`,
  });
  const { browser } = stage.contestants.ours;
  const pairs = await inTurns(
    {
      ours: viewOf(stage.contestants.ours),
      reference: n =>
        browser.get(`bench/reference/argocd/${service(n % VIEWED).name}`),
    },
    n => n < PAIRS,
  );
  yield ratio('entity page, p99', {
    value: p99(pairs.ours),
    base: p99(pairs.reference),
    atMost: 2,
    unit: 'ms',
    detail: `${where}, against a route that does no more than sign-in, entity and permissions; p50 ${p50(
      pairs.ours,
    ).toFixed(1)} against ${p50(pairs.reference).toFixed(
      1,
    )} ms; ${PAIRS} each, in turns`,
  });
}

function cpuOf({ cpuMilliseconds, milliseconds }: Views): number {
  return cpuMilliseconds / milliseconds.length;
}

async function pollCommunity(stage: Stage): Promise<number> {
  const { page, browser } = stage.contestants.community;
  const poll: View = n => page.poll!.ask(browser, service(n % VIEWED));
  return p50(await viewEach(poll, POLLS));
}

/** The community's page for a service of a fixed token: nobody signs in, and no permission is asked. */
async function viewUnguarded({ contestants }: Stage): Promise<Views> {
  const { backend, page } = contestants.community;
  const { serviceToken } = backend as Peer;
  const browser = new Browser(backend.url, async () => serviceToken);
  const view = viewOf({ page, browser });
  await viewEach(view, VIEWED);
  const views = noViews();
  const block = { count: POLLS, first: 0 };
  await addBlock(views, { backend, browser }, view, block);
  browser.close();
  return views;
}
