import fs from 'node:fs';
import path from 'node:path';
import {
  pause,
  root,
  startPortal,
  temporaryFolder,
  until,
} from '../../lib/portal';
import { ENTITIES, NAMESPACE, service, WITHOUT_ARGOCD } from '../scene';
import type { Door } from '../fakes/startFakeArgoCD';
import { memoryOf, type Backend } from './Backend';
import { signInAsGuest } from './signInAsGuest';

const entry = path.join(
  root,
  'packages/bench/src/argocd/backends/portalBackend.ts',
);
const OWNER = 'group:default/demo';
const NEVER = {
  initialDelay: { hours: 5 },
  frequency: { hours: 24 },
  timeout: { minutes: 10 },
};
/** Of CPU in a second, when nothing is left to be done. */
const IDLE = 0.05;

/** Starts the production portal with our plugin, a catalog of many entities, and waits until all is read and quiet. */
export async function startOurs(options: {
  instances: Record<string, Door>;
}): Promise<Backend> {
  const { folder, remove } = temporaryFolder();
  const entities = path.join(folder, 'entities.yaml');
  fs.writeFileSync(entities, catalogFile());
  const portal = await startPortal({
    entry,
    config: {
      catalog: {
        locations: [
          {
            type: 'file',
            target: path.join(root, 'packages/sandbox/org/org.yaml'),
            rules: [{ allow: ['User', 'Group'] }],
          },
          { type: 'file', target: entities },
        ],
      },
      // Its index is made again every few minutes, which is none of what is measured here
      search: { collators: { catalog: { schedule: NEVER } } },
      argocd: {
        appLocatorMethods: [
          {
            type: 'config',
            instances: Object.entries(options.instances).map(
              ([name, door]) => ({ name, ...door }),
            ),
          },
        ],
        owners: [{ owner: OWNER, applicationNamespace: NAMESPACE }],
      },
    },
  });
  const stop = async () => {
    await portal.stop();
    remove();
  };
  const cpuSeconds = () => {
    const usage = portal.usage();
    if (!usage) throw new Error('This system does not say what a process uses');
    return usage.cpuSeconds;
  };
  try {
    await until(
      () =>
        portal
          .get<{ totalItems: number }>(
            'catalog/entities/by-query?limit=0&filter=kind=component',
          )
          // So busy with what it starts with that not even a token is looked at in time
          .catch(() => ({ totalItems: 0 })),
      ({ totalItems }) => totalItems > ENTITIES,
      { seconds: 240, what: 'Reading the catalog', pauseMs: 500 },
    );
    // Groups are read: what a person may do is in the token
    portal.signInAgain();
    await untilIdle(cpuSeconds);
  } catch (error) {
    const tail = portal.log().slice(-5_000);
    await stop();
    throw new Error(`${(error as Error).message}\n${tail}`);
  }
  return {
    name: 'ours',
    url: portal.url,
    token: signInAsGuest(portal.url),
    cpuSeconds,
    memory: async () => memoryOf(await portal.get('bench/memory')),
    stop,
  };
}

export async function untilIdle(cpuSeconds: () => number): Promise<void> {
  let last = cpuSeconds();
  let quiet = 0;
  await until(
    async () => {
      await pause(1000);
      return cpuSeconds();
    },
    now => {
      quiet = now - last <= IDLE ? quiet + 1 : 0;
      last = now;
      return quiet >= 2;
    },
    { seconds: 240, what: 'Coming to rest', pauseMs: 0 },
  );
}

function catalogFile(): string {
  const services = Array.from({ length: ENTITIES }, (_, index) => {
    const { name, selector } = service(index);
    return component(name, { 'argocd/app-selector': selector });
  });
  return [...services, component(WITHOUT_ARGOCD, {})]
    .map(entity => JSON.stringify(entity))
    .join('\n---\n');
}

function component(name: string, annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', lifecycle: 'production', owner: OWNER },
  };
}
