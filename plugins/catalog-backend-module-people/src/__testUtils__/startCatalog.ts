import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';

/** Starts a real catalog with this module in a process of its own. */
export async function startCatalog(keycloakOrg?: object) {
  const folder = mkdtempSync(join(tmpdir(), 'idp-people-'));
  const port = await freePort();
  const config = join(folder, 'app-config.json');
  writeFileSync(
    config,
    JSON.stringify({
      app: { baseUrl: `http://127.0.0.1:${port}` },
      backend: {
        baseUrl: `http://127.0.0.1:${port}`,
        listen: { host: '127.0.0.1', port },
        database: { client: 'better-sqlite3', connection: ':memory:' },
        auth: { dangerouslyDisableDefaultAuthPolicy: true },
      },
      catalog: {
        rules: [{ allow: ['User', 'Group'] }],
        ...(keycloakOrg && { providers: { keycloakOrg } }),
      },
    }),
  );
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'catalog.ts'),
      '--config',
      config,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '' },
    },
  );
  let log = '';
  child.stdout.on('data', chunk => (log += chunk));
  child.stderr.on('data', chunk => (log += chunk));
  const address = `http://127.0.0.1:${port}/api/catalog/entities`;
  const all = async (filter = ''): Promise<Entity[]> => {
    const response = await fetch(`${address}?${filter}`).catch(() => undefined);
    if (child.exitCode !== null) throw new Error(`It has ended:\n${log}`);
    return response?.ok ? response.json() : [];
  };
  return {
    all,
    log: () => log,
    /** Asks until the catalog gives what is wanted; the answer. */
    async until(
      wanted: (entities: Map<string, Entity>) => boolean,
    ): Promise<Map<string, Entity>> {
      for (;;) {
        const found = new Map(
          (await all()).map(entity => [
            `${entity.kind}:${entity.metadata.name}`.toLowerCase(),
            entity,
          ]),
        );
        if (wanted(found)) return found;
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    },
    /** Asks until it answers at all. */
    async ready(): Promise<void> {
      for (;;) {
        const response = await fetch(address).catch(() => undefined);
        if (response?.ok) return;
        if (child.exitCode !== null) throw new Error(`It has ended:\n${log}`);
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    },
    async stop(): Promise<void> {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
