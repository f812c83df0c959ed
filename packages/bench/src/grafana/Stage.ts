import { browserOf, type Backend } from '../lib/plugins/Backend';
import type { Browser } from '../lib/plugins/Browser';
import { Started } from '../lib/plugins/Started';
import { untilIdle } from '../lib/plugins/startMeasuredPortal';
import { until } from '../lib/portal';
import { startFakes, type Taken } from './fakes/startFakes';
import { communityAll } from './pages/community';
import { ourPage } from './pages/ours';
import { DASHBOARDS_EACH, RULES_EACH, viewed, VIEWED } from './scene';
import { startCommunity } from './startCommunity';
import { startOurs } from './startOurs';

export const NAMES = ['community', 'ours'] as const;
export type Name = (typeof NAMES)[number];

export interface Contestant {
  name: Name;
  backend: Backend;
  /** Of one person, who has the portal open. */
  browser: Browser;
}

/** Both backends, each before a Grafana and a Prometheus of its own with the same in them. */
export class Stage {
  private constructor(
    private readonly started: Started,
    private readonly fakes: Awaited<ReturnType<typeof startFakes>>,
    readonly ours: Contestant,
    readonly community: Contestant,
  ) {}

  static start(): Promise<Stage> {
    return Started.begin(async started => {
      const fakes = started.add(await startFakes(NAMES));
      const doors = fakes.started;
      const keep = (name: Name, backend: Backend): Contestant => {
        started.add(backend);
        return { name, backend, browser: browserOf(backend) };
      };
      const community = keep(
        'community',
        await startCommunity(doors.community),
      );
      const ours = keep('ours', await startOurs(doors.ours));
      const stage = new Stage(started, fakes, ours, community);
      await stage.settle();
      return stage;
    });
  }

  /** What one backend asked since the last time. */
  taken = (name: Name): Promise<Taken> => this.fakes.commands.take(name);

  async stop() {
    for (const { browser } of [this.ours, this.community]) browser.close();
    await this.started.stop();
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
