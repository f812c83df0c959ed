import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response, type Router } from 'express';
import { Counts, type RequestCounts } from './Counts';

/**
 * What every made-up server can do.
 *
 * @public
 */
export interface Fake {
  url: string;
  counts(): RequestCounts;
  resetCounts(): void;
  /** From now on nothing is answered, and open streams say nothing; connections are accepted. */
  hang(): void;
  /** What was held back is answered. */
  resume(): void;
  stop(): Promise<void>;
}

/**
 * Puts a router on loopback, counted and with a way to hang.
 *
 * @param options.kindOf - see {@link Counts}
 * @param options.port - any that is free when absent
 */
export async function startFake(options: {
  router: Router;
  kindOf: (request: Request) => string;
  isStream?: (request: Request) => boolean;
  port?: number;
}): Promise<Fake> {
  const { router, kindOf, isStream = () => false, port = 0 } = options;
  const counts = new Counts(kindOf, isStream);
  const streams = new Set<Response>();
  let waiting: Array<() => void> | undefined;

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(counts.middleware);
  app.use((request, response, next) => {
    if (isStream(request)) {
      streams.add(response);
      response.once('close', () => streams.delete(response));
    }
    if (waiting) waiting.push(next);
    else next();
  });
  app.use(router);
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => counts.read(),
    resetCounts: () => counts.reset(),
    hang() {
      waiting ??= [];
      for (const stream of streams) stream.cork();
    },
    resume() {
      const held = waiting ?? [];
      waiting = undefined;
      for (const stream of streams) stream.uncork();
      held.forEach(go => go());
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
