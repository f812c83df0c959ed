import { FakeUpstreams } from './FakeUpstreams';
import { startPlugin, type StartOptions } from './startPlugin';

// A backend takes its time to start on a machine that does other things, too.
jest.setTimeout(60_000);

type Plugin = Awaited<ReturnType<typeof startPlugin>>;

/** Starts upstreams and the plugin for one test, and ends them after it. */
export function usePlugin() {
  let fake: FakeUpstreams | undefined;
  let plugin: Plugin | undefined;
  afterEach(async () => {
    await plugin?.stop();
    plugin = undefined;
    await fake?.stop();
    fake = undefined;
  });
  return {
    async upstreams(): Promise<FakeUpstreams> {
      fake = await FakeUpstreams.start();
      return fake;
    },
    /** Resolves when every source that is read by schedule was read once. */
    async start(options: StartOptions): Promise<Plugin> {
      plugin = await startPlugin(options);
      await plugin.refresh();
      return plugin;
    },
  };
}
