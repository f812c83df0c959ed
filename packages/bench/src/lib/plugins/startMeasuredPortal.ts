import fs from 'node:fs';
import path from 'node:path';
import { cpuSecondsOf } from '../cpuTimes';
import {
  pause,
  root,
  startPortal,
  temporaryFolder,
  until,
  WITHOUT_INDEXING,
} from '../portal';
import { memoryOf, type Backend } from './Backend';

const entry = path.join(
  root,
  'packages/bench/src/lib/plugins/portalBackend.ts',
);
/** Owns every entity; the guest is one of its members. */
export const OWNER = 'group:default/demo';
/** Of CPU in a second, when nothing is left to be done. */
const IDLE = 0.05;

/**
 * Starts the production portal with a plugin's configuration and a catalog of components, and waits until all is read and
 * quiet.
 *
 * @param options.components - annotations by name
 */
export async function startMeasuredPortal(options: {
  components: Readonly<Record<string, Record<string, string>>>;
  config: Record<string, unknown>;
}): Promise<Backend> {
  const { components, config } = options;
  const count = Object.keys(components).length;
  const { folder, remove } = temporaryFolder();
  const entities = path.join(folder, 'entities.yaml');
  fs.writeFileSync(
    entities,
    Object.entries(components)
      .map(([name, annotations]) =>
        JSON.stringify(component(name, annotations)),
      )
      .join('\n---\n'),
  );
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
      ...WITHOUT_INDEXING,
      ...config,
    },
  });
  const stop = async () => {
    await portal.stop();
    remove();
  };
  const cpuSeconds = () => cpuSecondsOf(portal.pid);
  try {
    await until(
      () =>
        portal
          .get<{ totalItems: number }>(
            'catalog/entities/by-query?limit=0&filter=kind=component',
          )
          // So busy with what it starts with that not even a token is looked at in time
          .catch(() => ({ totalItems: 0 })),
      ({ totalItems }) => totalItems >= count,
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
    token: portal.token,
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

function component(name: string, annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', lifecycle: 'production', owner: OWNER },
  };
}
