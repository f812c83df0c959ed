import fs from 'node:fs';
import { until } from '../lib/until';
import type { Bed } from './Bed';
import type { Service } from './types';

const readyWithin = 240_000;

/**
 * Starts services in the order of their needs, side by side where they do not wait for each other. Rejects with the end
 * of the log of the first that does not become ready.
 */
export async function startServices(
  bed: Bed,
  services: Service[],
  onReady: (name: string, seconds: number) => void = () => {},
): Promise<void> {
  const names = new Set(services.map(({ name }) => name));
  for (const { name, needs } of services) {
    const unknown = needs.find(need => !names.has(need));
    if (unknown) throw new Error(`${name} needs ${unknown}, which is left out`);
  }
  const abort = new AbortController();
  const started = new Map<string, Promise<void>>();
  const startOne = (service: Service): Promise<void> => {
    const known = started.get(service.name);
    if (known) return known;
    const promise = (async () => {
      await Promise.all(
        service.needs.map(need =>
          startOne(services.find(({ name }) => name === need)!),
        ),
      );
      abort.signal.throwIfAborted();
      const begun = performance.now();
      await startService(bed, service, abort.signal);
      const seconds = (performance.now() - begun) / 1000;
      bed.times.push({ name: service.name, readySeconds: seconds });
      onReady(service.name, seconds);
    })();
    promise.catch(error => abort.abort(error));
    started.set(service.name, promise);
    return promise;
  };
  // All ports first: services write each other's addresses into their configuration.
  for (const port of services.flatMap(({ ports }) => ports))
    await bed.ports.reserve(port);
  const results = await Promise.allSettled(services.map(startOne));
  if (abort.signal.aborted) throw abort.signal.reason;
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** Starts one service, and again after it was stopped. */
export async function startService(
  bed: Bed,
  service: Service,
  signal?: AbortSignal,
): Promise<void> {
  await service.prepare?.(bed);
  const { command, args, env, cwd, endSignal } = service.command(bed);
  for (const port of service.ports) await bed.ports.release(port);
  const running = await bed.processes.start(service.name, {
    command,
    args,
    env: bed.environment(env),
    cwd: cwd ?? bed.dir('work', service.name),
    log: bed.logFile(service.name),
    endSignal,
  });
  let ended: string | undefined;
  running.exited.then(({ code, signal: by }) => {
    ended = `it ended with ${by ?? `exit code ${code}`}`;
  });
  try {
    await until(
      `${service.name} is ready`,
      async () => {
        if (ended) return true;
        return service.ready(bed);
      },
      { timeoutMs: service.readyWithinMs ?? readyWithin, signal },
    );
    if (ended) throw new Error(ended);
    await service.settle?.(bed);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error(
      `${service.name} did not become ready: ${
        (error as Error).message
      }\n${tail(bed.logFile(service.name))}`,
    );
  }
}

/** The last lines of a log. */
export function tail(file: string, lines = 25): string {
  try {
    return fs
      .readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(-lines)
      .join('\n');
  } catch {
    return '';
  }
}
