import express, {
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { ENVIRONMENTS } from '@idp/platform-contract';
import { createArgoCDRouter, worldView } from './argocd';
import { systemClock, type Clock } from './clock';
import { createControlRouter } from './control/createControlRouter';
import { serveSecrets } from './serveSecrets';
import { serveTelemetry } from './serveTelemetry';
import { serveOnLoopback } from './wire/serveOnLoopback';
import { World, type Environment, type Part, type Timing } from './world';

/** Plainly no secret: who is on this machine may do all of this. Tests that look for tokens give another. */
export const SANDBOX_TOKEN = process.env.IDP_SANDBOX_TOKEN || 'sandbox';

/**
 * A sandbox that runs.
 *
 * @public
 */
export interface Sandbox {
  /** Of the whole; `<url>/<part>/<environment>` is an API, such as `<url>/argocd/local`. */
  url: string;
  world: World;
  stop(): Promise<void>;
}

/**
 * Starts the stand-ins on loopback.
 *
 * @public
 */
export async function startSandbox(options: {
  /** The bare repository whose main is followed; it need not be there yet. */
  forge: string;
  /** 0: any that is free. */
  port: number;
  environments?: readonly string[];
  clock?: Clock;
  timing?: Timing;
  log?: (message: string) => void;
}): Promise<Sandbox> {
  const {
    forge,
    port,
    environments = ENVIRONMENTS,
    clock = systemClock,
    timing,
  } = options;
  const { log = () => {} } = options;
  const world = new World({ gitDir: forge, environments, clock, timing, log });
  const app = express();
  app.use(loopbackOnly);
  const observed = new Map<string, ReturnType<typeof serveTelemetry>>();
  app.use(
    '/control',
    createControlRouter(world, name => observed.get(name)!.telemetry),
  );
  for (const [name, environment] of world.environments) {
    const serve = (part: Part, router: RequestHandler) =>
      app.use(`/${part}/${name}`, whileUp(environment, part), router);
    serve(
      'argocd',
      createArgoCDRouter({
        view: worldView(world, name),
        token: SANDBOX_TOKEN,
      }),
    );
    serveSecrets({ environment, clock, token: SANDBOX_TOKEN, serve });
    observed.set(
      name,
      serveTelemetry({
        world,
        environment,
        clock,
        token: SANDBOX_TOKEN,
        serve,
      }),
    );
  }
  const served = await serveOnLoopback(app, port);
  world.start();
  return {
    url: served.url,
    world,
    async stop() {
      served.stop();
      for (const { stop } of observed.values()) stop();
      await world.close();
    },
  };
}

/** A part that is down cuts connections, those that are open, too. */
function whileUp({ outages }: Environment, part: Part): RequestHandler {
  return (request, response, next) => {
    const cut = () => request.socket.destroy();
    if (outages.has(part)) {
      cut();
      return;
    }
    response.once('close', outages.whenDown(part, cut));
    next();
  };
}

/** A page of a browser that was led here by a name of its own gets nothing. */
function loopbackOnly(
  request: Request,
  response: Response,
  next: express.NextFunction,
) {
  const host = (request.get('host') ?? '').replace(/:\d+$/, '');
  if (
    ['127.0.0.1', 'localhost', '[::1]'].includes(host) &&
    !request.get('origin')
  )
    next();
  else response.status(403).end();
}
