import { ratio, type Measure } from '../../lib/measure';
import { browserOf, type Backend } from '../../lib/plugins/Backend';
import { inTurns } from '../../lib/plugins/inTurns';
import { Started } from '../../lib/plugins/Started';
import { pause } from '../../lib/portal';
import { p50, p99 } from '../../lib/statistics';
import { startOurs } from '../backends/startOurs';
import { startPeer } from '../backends/startPeer';
import { doorsOf, startFakes } from '../fakes/startFakeArgoCD';
import { ourPage } from '../pages/ours';
import { INSTANCES, service, VIEWED } from '../scene';
import { viewOf } from './pageViews';

const APPLICATIONS = 1000;
/** Long enough for what waits for the instance to run into its limits, more than once. */
const SECONDS = 75;
const THIRD = 'asia';
const PATIENCE_MS = 10_000;

/**
 * Two portals with three instances each; the third of one of them falls into a black hole. Pages of both are opened in turns,
 * from before that until well after it was noticed.
 */
export async function* deadInstance(): AsyncGenerator<Measure> {
  const started = new Started();
  try {
    const fakes = await startFakes(started, [...INSTANCES, THIRD], {
      applications: APPLICATIONS,
      backends: ['alive', 'dead', 'community'],
    });
    const options = (name: string) => ({ instances: doorsOf(fakes, name) });
    const browse = async (backend: Promise<Backend>) =>
      browserOf(started.add(await backend));
    const alive = await browse(startOurs(options('alive')));
    const dead = await browse(startOurs(options('dead')));
    const community = await browse(
      startPeer({ ...options('community'), peer: 'community' }),
    );
    const views = {
      alive: viewOf({ page: ourPage, browser: alive }),
      dead: viewOf({ page: ourPage, browser: dead }),
    };
    await inTurns(views, n => n < 2 * VIEWED);

    const third = fakes.get(THIRD)!;
    await third.hang('dead');
    await third.hang('community');
    const end = performance.now() + SECONDS * 1000;
    const waited = communityAnswers(community);
    const times = await inTurns(views, () => performance.now() < end);
    const { instances, applications } = await dead.get(
      `idp-argocd/entities/component/default/${service(3).name}/applications`,
    );
    const state = instances.find(({ name }: any) => name === THIRD);
    yield ratio('one of three instances a black hole, p99 of entity pages', {
      value: p99(times.dead),
      base: p99(times.alive),
      atMost: 1.1,
      unit: 'ms',
      detail: `against a portal that has all three, in turns for ${SECONDS} s, ${
        times.dead.length
      } each; p50 ${p50(times.dead).toFixed(1)} against ${p50(
        times.alive,
      ).toFixed(1)} ms; then the third is '${state?.state}', with ${
        applications.filter(({ ref }: any) => ref.instance === THIRD).length
      } of its Applications still shown`,
    });
    yield {
      name: 'one of three instances a black hole, the page of the community',
      value: await waited,
      goal: 'stated',
      ok: true,
    };
  } finally {
    await started.stop();
  }
}

/** Its entities name the two that live, as that is what can be done about it; without the annotation it asks all three. */
async function communityAnswers(
  browser: ReturnType<typeof browserOf>,
): Promise<string> {
  const selector = encodeURIComponent(service(3).selector);
  const started = performance.now();
  const ask = (instance: string) =>
    browser.ask(
      `backstage-community-argocd/argoInstance/${instance}/applications/selector/${selector}`,
      { timeoutMs: PATIENCE_MS },
    );
  const isWhole = await Promise.all([...INSTANCES, THIRD].map(ask)).then(
    answers => answers.every(({ status }) => status === 200),
    () => false,
  );
  await pause(0);
  const seconds = (performance.now() - started) / 1000;
  return isWhole
    ? `complete after ${seconds.toFixed(1)} s`
    : `nothing within ${seconds.toFixed(0)} s`;
}
