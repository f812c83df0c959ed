import express, { type Request, type Response, type Router } from 'express';
import { serveOnLoopback } from '../wire/serveOnLoopback';
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
 */
export async function startFake(options: {
  router: Router;
  kindOf: (request: Request) => string;
  isStream?: (request: Request) => boolean;
}): Promise<Fake> {
  const { router, kindOf, isStream = () => false } = options;
  const counts = new Counts(kindOf, isStream);
  const streams = new Set<Response>();
  let waiting: Array<() => void> | undefined;

  const app = express();
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
  const { url, stop } = await serveOnLoopback(app);
  return {
    url,
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
    stop: async () => stop(),
  };
}
