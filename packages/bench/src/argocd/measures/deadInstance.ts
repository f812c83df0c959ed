import { ratio, type Measure } from '../../lib/measure';
import { pause } from '../../lib/portal';
import { browserOf, type Backend } from '../../lib/plugins/Backend';
import { startOurs } from '../backends/startOurs';
import { startPeer } from '../backends/startPeer';
import { startFakeArgoCD, type FakeInstance } from '../fakes/startFakeArgoCD';
import { ourPage } from '../pages/ours';
import { INSTANCES, service, VIEWED } from '../scene';
import { doorsOf } from '../Stage';
import { p50, p99 } from '../../lib/plugins/statistics';

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
  const cleanUp: Array<() => Promise<void>> = [];
  try {
    const fakes = new Map<string, FakeInstance>();
    for (const instance of [...INSTANCES, THIRD]) {
      const fake = await startFakeArgoCD({
        instance,
        applications: APPLICATIONS,
        backends: ['alive', 'dead', 'community'],
      });
      cleanUp.push(fake.stop);
      fakes.set(instance, fake);
    }
    const options = (name: string) => ({ instances: doorsOf(fakes, name) });
    const keep = (backend: Backend) => {
      cleanUp.push(backend.stop);
      return backend;
    };
    const alive = browserOf(keep(await startOurs(options('alive'))));
    const dead = browserOf(keep(await startOurs(options('dead'))));
    const community = browserOf(
      keep(await startPeer({ ...options('community'), peer: 'community' })),
    );
    for (let n = 0; n < 2 * VIEWED; n++) {
      await ourPage.open(alive, service(n % VIEWED));
      await ourPage.open(dead, service(n % VIEWED));
    }

    const third = fakes.get(THIRD)!;
    await third.hang('dead');
    await third.hang('community');
    const times = { alive: [] as number[], dead: [] as number[] };
    const end = performance.now() + SECONDS * 1000;
    const waited = communityAnswers(community);
    const pair = [['alive', alive] as const, ['dead', dead] as const];
    const reversed = [...pair].reverse();
    for (let n = 0; performance.now() < end; n++) {
      for (const [which, browser] of n % 2 ? pair : reversed) {
        const started = performance.now();
        await ourPage.open(browser, service(n % VIEWED));
        times[which].push(performance.now() - started);
      }
    }
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
    for (const stop of cleanUp.reverse()) await stop();
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
