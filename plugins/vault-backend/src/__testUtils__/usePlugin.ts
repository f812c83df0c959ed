import { until } from '@idp/testing-node';
import { FakeCluster } from '../kubernetes/__testUtils__/FakeCluster';
import { KINDS } from '../kubernetes/__testUtils__/objects';
import { FakeVault, metadataOnly } from './FakeVault';
import { startPlugin, TOKEN, type StartOptions } from './startPlugin';

// A backend takes its time to start on a machine that does other things, too.
jest.setTimeout(60_000);

export type Plugin = Awaited<ReturnType<typeof startPlugin>>;

/** Starts Vaults, clusters and the plugin for one test, and ends them after it. */
export function usePlugin() {
  const ended: Array<() => Promise<unknown>> = [];
  let plugin: Plugin | undefined;
  afterEach(async () => {
    await plugin?.stop();
    plugin = undefined;
    await Promise.all(ended.splice(0).map(end => end()));
  });
  return {
    async vault(): Promise<FakeVault> {
      const vault = await FakeVault.start();
      vault.tokens.set(TOKEN, metadataOnly);
      ended.push(() => vault.stop());
      return vault;
    },
    async cluster(): Promise<FakeCluster> {
      const cluster = new FakeCluster(Object.values(KINDS));
      await cluster.start();
      ended.push(() => cluster.stop());
      return cluster;
    },
    /** Resolves when each Vault was looked at once, and each cluster has answered. */
    async start(options: StartOptions): Promise<Plugin> {
      const started = await startPlugin(options);
      plugin = started;
      await started.run();
      const wanted = Object.keys(options.clusters ?? {}).length;
      await until(
        () => clusterStates(started),
        states => states.filter(state => state !== 'unknown').length >= wanted,
      );
      return started;
    },
  };
}

async function clusterStates({ call }: Plugin): Promise<string[]> {
  const { body } = await call('get', '/secrets?limit=1');
  return (body.sources ?? [])
    .filter(({ kind }: any) => kind === 'cluster')
    .map(({ state }: any) => state);
}

/** The owners of this platform, in short: a tenant has the prefix of its name, a workload what is below. */
export const platform = {
  paths: {
    ownerOf: ({ path }: { path: string }) => {
      const [first, workload] = path.split('/');
      const group = /^tenant-(.+)$/.exec(first)?.[1];
      if (!group) return undefined;
      return {
        entityRefs: [
          ...(workload ? [`component:${group}/${workload}`] : []),
          `system:default/${group}`,
        ],
        writtenBy: `group:default/${group}`,
        group,
      };
    },
    prefixesOf: ({ entityRef }: { entityRef: string }) => {
      const [, kind, namespace, name] =
        /^(\w+):([^/]+)\/(.+)$/.exec(entityRef) ?? [];
      if (kind === 'system') return [{ mount: 'kv', path: `tenant-${name}` }];
      return kind === 'component' && namespace !== 'default'
        ? [{ mount: 'kv', path: `tenant-${namespace}/${name}` }]
        : undefined;
    },
  },
  namespaces: {
    ownerOf: ({ name, namespace }: { name: string; namespace: string }) => {
      const group = /^tenant-(.+)$/.exec(namespace)?.[1];
      if (!group) return undefined;
      return {
        entityRefs: [
          `component:${group}/${name.split('--')[0]}`,
          `system:default/${group}`,
        ],
        group,
      };
    },
  },
};

/** A tenant of it. */
export function tenant(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, namespace: 'default' },
    spec: { owner: `group:default/${name}` },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${name}` }],
  };
}
