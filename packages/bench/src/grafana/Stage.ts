import { browserOf, type Backend } from '../lib/plugins/Backend';
import type { Browser } from '../lib/plugins/Browser';
import type { Peer } from '../lib/plugins/startPeer';
import { untilIdle } from '../lib/plugins/startMeasuredPortal';
import { until } from '../lib/portal';
import { startFakes, type Doors, type Taken } from './fakes/startFakes';
import { communityAll } from './pages/community';
import { ourPage } from './pages/ours';
import { DASHBOARDS_EACH, RULES_EACH, viewed, VIEWED } from './scene';

export const NAMES = ['community', 'ours'] as const;
export type Name = (typeof NAMES)[number];

export interface Contestant<B extends Backend = Backend> {
  name: Name;
  backend: B;
  /** Of one person, who has the portal open. */
  browser: Browser;
}

/** Both backends, each before a Grafana and a Prometheus of its own with the same in them. */
export class Stage {
  private constructor(
    private readonly fakes: Awaited<ReturnType<typeof startFakes>>,
    readonly ours: Contestant,
    readonly community: Contestant<Peer>,
  ) {}

  static async start(options: {
    startOurs: (doors: Doors) => Promise<Backend>;
    startCommunity: (doors: Doors) => Promise<Peer>;
  }): Promise<Stage> {
    const cleanUp: Array<() => Promise<void>> = [];
    try {
      const fakes = await startFakes(NAMES);
      cleanUp.push(fakes.stop);
      const community = await options.startCommunity(fakes.started.community);
      cleanUp.push(community.stop);
      const ours = await options.startOurs(fakes.started.ours);
      cleanUp.push(ours.stop);
      const contestant = <B extends Backend>(name: Name, backend: B) => ({
        name,
        backend,
        browser: browserOf(backend),
      });
      const stage = new Stage(
        fakes,
        contestant('ours', ours),
        contestant('community', community),
      );
      await stage.settle();
      return stage;
    } catch (error) {
      for (const stop of cleanUp.reverse()) await stop();
      throw error;
    }
  }

  /** What one backend asked since the last time. */
  taken = (name: Name): Promise<Taken> => this.fakes.commands.take(name);

  async stop() {
    for (const { backend, browser } of [this.ours, this.community]) {
      browser.close();
      await backend.stop();
    }
    await this.fakes.stop();
  }

  /** Every page was open, and what our backend reads for the next time (when a dashboard was changed) has been read. */
  private async settle() {
    const { backend, browser } = this.ours;
    await until(
      async () => {
        await this.taken('ours');
        let complete = 0;
        for (let n = 0; n < VIEWED; n++) {
          const { dashboards, rules } = await ourPage.open(browser, viewed(n));
          if (
            dashboards.length === DASHBOARDS_EACH &&
            rules.size === RULES_EACH
          ) {
            complete += 1;
          }
        }
        await untilIdle(backend.cpuSeconds);
        const { calls } = await this.taken('ours');
        return { calls, complete };
      },
      ({ calls, complete }) => calls === 0 && complete === VIEWED,
      { seconds: 300, what: 'Reading all dashboards and rules' },
    );
    await communityAll.open(this.community.browser, viewed(0));
  }
}
