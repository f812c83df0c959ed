import { until } from '@idp/testing-node';
import { FakeArgoCD } from './FakeArgoCD';
import { startPlugin, type StartOptions } from './startPlugin';

// A backend takes its time to start on a machine that does other things, too.
jest.setTimeout(60_000);

type Plugin = Awaited<ReturnType<typeof startPlugin>>;

/** Starts Argo CDs and the plugin for one test, and ends them after it. */
export function usePlugin() {
  const fakes: FakeArgoCD[] = [];
  let plugin: Plugin | undefined;
  afterEach(async () => {
    await plugin?.stop();
    plugin = undefined;
    await Promise.all(fakes.splice(0).map(fake => fake.stop()));
  });
  return {
    async fake(...apps: any[]): Promise<FakeArgoCD> {
      const fake = await FakeArgoCD.start(apps);
      fakes.push(fake);
      return fake;
    },
    /** Resolves when every instance is followed. */
    async start(options: StartOptions): Promise<Plugin> {
      plugin = await startPlugin(options);
      const { call } = plugin;
      await until(
        () => Promise.all(fakes.map(({ openStreams }) => openStreams)),
        open => open.every(streams => streams > 0),
      );
      const total = fakes.reduce((sum, { apps }) => sum + apps.size, 0);
      if (!options.conditional && !options.decide) {
        await until(
          () => call('get', '/applications?limit=1'),
          ({ body }) => body.counts?.total === total,
        );
      }
      return plugin;
    },
  };
}
