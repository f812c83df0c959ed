import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPortal as startPlainPortal } from '../../../toolchain/src/portal/startPortal.mjs';
import { root } from '../../../toolchain/src/root.mjs';
import { Guest } from './Guest';

/** What packages/toolchain, which is plain JavaScript, starts. */
interface Portal {
  url: string;
  pid: number;
  log(): string;
  stop(): Promise<void>;
}

const start = startPlainPortal as unknown as (options: {
  tools: { node: string; env: NodeJS.ProcessEnv };
  config: object;
  entry?: string;
  timeoutSeconds: number;
}) => Promise<Portal>;

export { root };

/** The Node that benches run on, and its environment. */
export const tools = { node: process.execPath, env: process.env };

const POLL_MS = 10;
/** Nobody waits for a bench: a machine that does other things may take its time. */
const START_SECONDS = 900;

/** Configuration: search makes its index, which it does every few minutes, not while something else is measured. */
export const WITHOUT_INDEXING = {
  search: {
    collators: {
      catalog: {
        schedule: {
          initialDelay: { hours: 5 },
          frequency: { hours: 24 },
          timeout: { minutes: 10 },
        },
      },
    },
  },
};

/** A production portal that a bench drives over HTTP, signed in as the guest. */
export interface BenchPortal extends Portal {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
  /** The guest's. */
  token(): Promise<string>;
  /** See {@link Guest.signInAgain}. */
  signInAgain(): void;
}

/** Starts the portal; with `forge`, on that bare repository. */
export async function startPortal(options: {
  forge?: string;
  config?: Record<string, unknown>;
  entry?: string;
}): Promise<BenchPortal> {
  const { forge, config = {}, entry } = options;
  const portal = await start({
    tools,
    entry,
    timeoutSeconds: START_SECONDS,
    config: {
      ...(forge && { changes: { forge: { local: { path: forge } } } }),
      ...config,
    },
  });
  const { token, signInAgain } = new Guest(portal.url);
  const ask = async (method: string, address: string, body?: object) => {
    const response = await fetch(`${portal.url}/api/${address}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw Object.assign(
        new Error(
          `${method} ${address}: ${response.status} ${await response.text()}`,
        ),
        { status: response.status },
      );
    }
    return response.json();
  };
  return {
    ...portal,
    get: address => ask('GET', address),
    post: (address, body) => ask('POST', address, body),
    token,
    signInAgain,
  };
}

/** Asks until there is an answer that is wanted; the answer. A portal that cannot answer just now is asked again. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  options: { seconds: number; what: string; pauseMs?: number },
): Promise<T> {
  const deadline = Date.now() + options.seconds * 1000;
  for (;;) {
    const isLate = Date.now() > deadline;
    try {
      const answer = await ask();
      if (wanted(answer)) return answer;
    } catch (error) {
      if (isLate || !((error as { status?: number }).status! >= 500)) {
        throw error;
      }
    }
    if (isLate) {
      throw new Error(`${options.what}: not within ${options.seconds} s`);
    }
    await pause(options.pauseMs ?? POLL_MS);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/** A folder below the system's temporary one, removed by `remove`. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = fs.mkdtempSync(
    path.join(fs.realpathSync(os.tmpdir()), 'idp-bench-'),
  );
  // PostgreSQL runs as somebody else when we are root.
  fs.chmodSync(folder, 0o755);
  return {
    folder,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
