import type { SecretList } from '@idp/plugin-vault-common';
import { browserOf, type Backend } from '../lib/plugins/Backend';
import type { Browser } from '../lib/plugins/Browser';
import { Started } from '../lib/plugins/Started';
import { untilIdle } from '../lib/plugins/startMeasuredPortal';
import { until } from '../lib/portal';
import { startCommunity } from './backends/startCommunity';
import { startOurs } from './backends/startOurs';
import type { VaultCalls } from './fakes/process';
import { startFakes, type Fakes } from './fakes/startFakes';
import { communityPage } from './pages/community';
import { ourPage } from './pages/ours';
import type { SecretsPage } from './pages/SecretsPage';
import { DELIVERIES, REQUESTS_PER_SECOND, service } from './scene';

export const NAMES = ['community', 'ours'] as const;
export type Name = (typeof NAMES)[number];

export interface Contestant {
  name: Name;
  backend: Backend;
  page: SecretsPage;
  /** Of one person, who has the portal open. */
  browser: Browser;
}

/** What the first inventory took. */
interface FirstInventory extends VaultCalls {
  rates: number[];
}

/** Both backends, each before a fake Vault with so many paths. */
export class Stage {
  private constructor(
    private readonly started: Started,
    readonly paths: number,
    readonly fakes: Fakes,
    readonly contestants: Readonly<Record<Name, Contestant>>,
    readonly inventory: FirstInventory,
  ) {}

  static start(paths: number): Promise<Stage> {
    return Started.begin(async started => {
      const fakes = started.add(await startFakes({ paths, backends: NAMES }));
      const { vaults, kubernetes } = fakes.started;
      const keep = (
        name: Name,
        backend: Backend,
        page: SecretsPage,
      ): Contestant => {
        started.add(backend);
        return { name, backend, page, browser: browserOf(backend) };
      };
      const community = keep(
        'community',
        await startCommunity(vaults.community),
        communityPage,
      );
      const ours = keep(
        'ours',
        await startOurs({ vault: vaults.ours, kubernetes }),
        ourPage,
      );
      await untilRead(ours.browser, paths);
      await untilIdle(ours.backend.cpuSeconds);
      const inventory = {
        rates: await fakes.commands.rates('ours'),
        ...(await fakes.commands.take('ours')),
      };
      await until(
        () => ourPage.open(ours.browser, service(0)),
        ({ deliveries }) => deliveries === DELIVERIES,
        { seconds: 60, what: 'Reading the cluster', pauseMs: 500 },
      );
      return new Stage(started, paths, fakes, { community, ours }, inventory);
    });
  }

  async stop() {
    for (const { browser } of Object.values(this.contestants)) browser.close();
    await this.started.stop();
  }
}

/** Until the inventory has read all there is. */
function untilRead(browser: Browser, paths: number): Promise<unknown> {
  return until(
    (): Promise<SecretList> => browser.get('idp-vault/secrets?limit=1'),
    ({ sources }) => {
      const vault = sources.find(({ kind }) => kind === 'vault');
      return (
        vault?.state === 'live' &&
        vault.inventory?.paths === paths &&
        vault.inventory.listedAt !== undefined
      );
    },
    {
      seconds: 120 + (2 * paths) / REQUESTS_PER_SECOND,
      what: 'The inventory',
      pauseMs: 500,
    },
  );
}
