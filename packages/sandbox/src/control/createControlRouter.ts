import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import type { Environment, World } from '../world';
import { ControlError } from './ControlError';
import { driftObject } from './drift';

/**
 * What a person tells the sandbox: `POST /drift`, `/secret`, `/down`, `/up`, each with `environment`; `GET /status`.
 * It is for whoever runs the sandbox, on its own machine.
 */
export function createControlRouter(world: World): express.Router {
  const router = Router();
  router.use(express.json());
  const environmentOf = (request: Request): Environment => {
    const { environment = 'local' } = request.body ?? {};
    const found = world.environments.get(environment);
    if (found) return found;
    throw new ControlError(
      `There is no environment ${JSON.stringify(environment)}. There are: ${[
        ...world.environments.keys(),
      ].join(', ')}.`,
    );
  };

  router.get('/status', (_, response) => {
    response.json({
      environments: [...world.environments.values()].map(
        ({ name, down, delivery }) => ({
          name,
          down,
          applications: delivery.store.list().map(({ metadata, status }) => ({
            name: metadata.name,
            sync: status.sync.status,
            health: status.health.status,
            operation: status.operationState?.phase,
          })),
        }),
      ),
    });
  });
  router.post('/drift', (request, response) => {
    const {
      workload,
      kind,
      name,
      field,
      value,
      holdSeconds = 0,
    } = request.body ?? {};
    const done = driftObject(environmentOf(request), {
      workload,
      kind,
      name,
      field,
      value,
      holdSeconds,
    });
    response.json({ message: done });
  });
  router.post('/secret', (request, response) => {
    const { path } = request.body ?? {};
    if (typeof path !== 'string' || !/^[a-z0-9-]+(\/[a-z0-9-]+)+$/.test(path)) {
      throw new ControlError(
        'Name a path, such as tenant-demo/hello/api-token.',
      );
    }
    const environment = environmentOf(request);
    environment.secrets.write(path);
    response.json({ message: `${environment.name}: kv/${path} is written.` });
  });
  for (const [address, down] of [
    ['/down', true],
    ['/up', false],
  ] as const) {
    router.post(address, (request, response) => {
      const environment = environmentOf(request);
      environment.down = down;
      response.json({
        message: `The Argo CD of ${environment.name} ${
          down ? 'answers no more' : 'answers again'
        }.`,
      });
    });
  }

  router.use(
    (
      error: Error,
      _request: Request,
      response: Response,
      _next: express.NextFunction,
    ) => {
      const isTheirs = error instanceof ControlError || 'type' in error;
      response.status(isTheirs ? 400 : 500).json({ message: error.message });
    },
  );
  return router;
}
