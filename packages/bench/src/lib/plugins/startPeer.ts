import { fork } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../../../../toolchain/src/ports.mjs';
import { cpuSecondsOf } from '../cpuTimes';
import { Guest } from '../Guest';
import { temporaryFolder, tools, until } from '../portal';
import { memoryOf, type Backend } from './Backend';
import { installPeers, peersFolder } from './installPeers';

/** A backend with one of the peers. */
export interface Peer extends Backend {
  /** Of a service, which nothing is asked for: the least that the backend can do for a request. */
  serviceToken: string;
}

/**
 * Starts a backend with one of the peers, with sign-in and permissions as a portal has them.
 *
 * @param options.name - as the bench names it
 * @param options.peer - as `peers/backend.mjs` names it
 * @param options.config - the plugin's
 */
export async function startPeer(options: {
  name: string;
  peer: string;
  config: Record<string, unknown>;
}): Promise<Peer> {
  const { name, peer } = options;
  await installPeers();
  const { folder, remove } = temporaryFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const serviceToken = crypto.randomBytes(24).toString('base64url');
  const config = {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: serviceToken, subject: 'bench' },
          },
        ],
      },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    permission: { enabled: true },
    ...options.config,
  };
  const file = path.join(folder, 'app-config.json');
  fs.writeFileSync(file, JSON.stringify(config));

  const child = fork(
    path.join(peersFolder, 'backend.mjs'),
    [peer, '--config', file],
    {
      cwd: peersFolder,
      execArgv: [],
      env: { ...tools.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let log = '';
  const keep = (text: string) => {
    log = (log + text).slice(-20_000);
  };
  child.stdout!.setEncoding('utf8').on('data', keep);
  child.stderr!.setEncoding('utf8').on('data', keep);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    const exited = child.exitCode === null ? once(child, 'exit') : undefined;
    kill();
    await exited;
    remove();
  };
  try {
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error('it ended');
        return fetch(`${url}/.backstage/health/v1/readiness`).then(
          response => response.ok,
          () => false,
        );
      },
      isReady => isReady,
      { seconds: 120, what: 'The start', pauseMs: 100 },
    );
  } catch (error) {
    await stop();
    throw new Error(
      `The backend of ${peer} did not start: ${
        (error as Error).message
      }\n${log}`,
    );
  }
  return {
    name,
    url,
    token: new Guest(url).token,
    serviceToken,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    async memory() {
      const answer = once(child, 'message');
      child.send('memory');
      const [usage] = await answer;
      return memoryOf(usage);
    },
    stop,
  };
}
