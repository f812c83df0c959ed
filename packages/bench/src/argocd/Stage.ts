import { browserOf, type Backend } from '../lib/plugins/Backend';
import type { Browser } from '../lib/plugins/Browser';
import { Started } from '../lib/plugins/Started';
import { untilIdle } from '../lib/plugins/startMeasuredPortal';
import { until } from '../lib/portal';
import { startOurs } from './backends/startOurs';
import { startPeer } from './backends/startPeer';
import {
  doorsOf,
  startFakes,
  type FakeInstance,
} from './fakes/startFakeArgoCD';
import { communityPage } from './pages/community';
import type { EntityPage } from './pages/EntityPage';
import { ourPage } from './pages/ours';
import { roadiePage } from './pages/roadie';
import { DEPLOYMENTS, INSTANCES, service, VIEWED } from './scene';

export const NAMES = ['community', 'roadie', 'ours'] as const;
export type Name = (typeof NAMES)[number];

export interface Contestant {
  name: Name;
  backend: Backend;
  page: EntityPage;
  /** Of one person, who has the portal open. */
  browser: Browser;
}

/** All backends, each before the same fake Argo CDs with so many Applications an instance. */
export class Stage {
  private constructor(
    private readonly started: Started,
    readonly applications: number,
    readonly fakes: ReadonlyMap<string, FakeInstance>,
    readonly contestants: Readonly<Record<Name, Contestant>>,
  ) {}

  static start(applications: number): Promise<Stage> {
    return Started.begin(async started => {
      const fakes = await startFakes(started, INSTANCES, {
        applications,
        backends: [...NAMES, 'bench'],
      });
      const start = async (
        name: Name,
        page: EntityPage,
      ): Promise<Contestant> => {
        const instances = doorsOf(fakes, name);
        const backend = started.add(
          name === 'ours'
            ? await startOurs({ instances })
            : await startPeer({ instances, peer: name }),
        );
        const browser = browserOf(backend);
        await page.start?.(browser);
        return { name, backend, page, browser };
      };
      const stage = new Stage(started, applications, fakes, {
        community: await start('community', communityPage),
        roadie: await start('roadie', roadiePage),
        ours: await start('ours', ourPage),
      });
      await stage.settle();
      return stage;
    });
  }

  /**
   * Every page was open once, and what our backend reads for the next time has been read. Soon after its first stream it opens a
   * second one, whoever looks, and then none for minutes.
   */
  private async settle() {
    const { backend, browser, page } = this.contestants.ours;
    await until(
      () => browser.get('idp-argocd/applications?limit=1'),
      ({ counts }) => counts.total === this.applications * INSTANCES.length,
      { seconds: 120, what: 'Reading all Applications', pauseMs: 1000 },
    );
    let streams = 0;
    const taken = async () => {
      const { calls, byPath } = await this.taken('ours');
      streams += byPath['GET /api/v1/stream/applications'] ?? 0;
      return calls;
    };
    await until(
      async () => {
        await taken();
        let known = 0;
        for (let n = 0; n < VIEWED; n++) {
          known += (await page.open(browser, service(n))).deployments;
        }
        await untilIdle(backend.cpuSeconds);
        return { calls: await taken(), known };
      },
      ({ calls, known }) =>
        calls === 0 &&
        known === VIEWED * DEPLOYMENTS &&
        streams >= 2 * INSTANCES.length,
      { seconds: 300, what: 'Reading the revisions of what is viewed' },
    );
    for (const { browser: other, page: shown } of [
      this.contestants.community,
      this.contestants.roadie,
    ]) {
      for (let n = 0; n < VIEWED; n++) await shown.open(other, service(n));
    }
  }

  async stop() {
    for (const { browser } of Object.values(this.contestants)) browser.close();
    await this.started.stop();
  }

  /** What one backend asked of all instances since the last time. */
  async taken(name: Name) {
    const counts = await Promise.all(
      [...this.fakes.values()].map(fake => fake.take(name)),
    );
    return {
      calls: counts.reduce((sum, { calls }) => sum + calls, 0),
      bytes: counts.reduce((sum, { bytes }) => sum + bytes, 0),
      byPath: sumOf(counts.map(({ byPath }) => byPath)),
    };
  }
}

function sumOf(
  all: ReadonlyArray<Readonly<Record<string, number>>>,
): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of all) {
    for (const [key, value] of Object.entries(one)) {
      sum[key] = (sum[key] ?? 0) + value;
    }
  }
  return sum;
}
