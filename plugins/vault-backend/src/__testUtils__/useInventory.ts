import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { readConfig } from '../config/readConfig';
import { Inventories } from '../inventory/Inventories';
import { InventoryStore } from '../inventory/InventoryStore';
import { SecretIndex } from '../inventory/SecretIndex';
import { FakeVault } from './FakeVault';

/** What a scheduler was asked to do, done when the test says so. */
type Run = (signal?: AbortSignal) => Promise<void>;

export interface TestInventory {
  inventories: Inventories;
  index: SecretIndex;
  knex: Knex;
  /** One look at each Vault. */
  run(signal?: AbortSignal): Promise<void>;
  logged: string[];
  /** By path; what is not to be seen at first sight left out. */
  rows(): Record<string, unknown>;
}

/** Fakes, and inventories of them in a database in memory. */
export function useInventory() {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const fakes: FakeVault[] = [];
  const started: Inventories[] = [];
  let knex: Knex | undefined;

  beforeEach(() => {
    knex = undefined;
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(item => item.stop()));
    await Promise.all(fakes.splice(0).map(item => item.stop()));
  });

  return {
    async fake(): Promise<FakeVault> {
      const vault = await FakeVault.start();
      fakes.push(vault);
      return vault;
    },
    /** Another replica where it is started twice in a test. */
    async start(
      vault: FakeVault,
      options: {
        server?: object;
        config?: object;
        now?: () => number;
      } = {},
    ): Promise<TestInventory> {
      knex ??= await databases.init('SQLITE_3');
      const client = knex;
      const logged: string[] = [];
      const logger = mockServices.logger.mock({
        error: message => logged.push(`error: ${message}`) as any,
        warn: message => logged.push(`warn: ${message}`) as any,
      });
      const index = new SecretIndex();
      const inventories = new Inventories({
        config: readConfig(
          new ConfigReader({
            vault: {
              servers: [
                {
                  name: 'local',
                  baseUrl: vault.url,
                  secretEngine: 'kv',
                  auth: { type: 'static', secret: 'root-of-test' },
                  ...options.server,
                },
              ],
              inventory: { requestsPerSecond: 1_000, metadataAge: '1h' },
              ...options.config,
            },
          }),
        ),
        index,
        store: await InventoryStore.create(
          { getClient: async () => client },
          options.now,
        ),
        logger,
        now: options.now,
      });
      const runs: Run[] = [];
      await inventories.start({
        scheduleTask: async ({ fn }: { fn: Run }) => {
          runs.push(fn);
        },
      } as any);
      started.push(inventories);
      return {
        inventories,
        index,
        knex: client,
        logged,
        async run(signal) {
          for (const run of runs) await run(signal);
        },
        rows: () =>
          Object.fromEntries(
            [...index.all()]
              .map(
                ({ server, mount, path, readAt, createdAt, ...facts }) =>
                  [`${mount}/${path}`, facts] as const,
              )
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
      };
    },
  };
}
