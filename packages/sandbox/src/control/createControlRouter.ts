import express, { type Request } from 'express';
import Router from 'express-promise-router';
import type { Telemetry } from '../telemetry';
import { errorsAs } from '../wire/errorsAs';
import { PARTS, type Environment, type Part, type World } from '../world';
import { addSecretRoutes } from './addSecretRoutes';
import { addIncidentRoutes } from './addIncidentRoutes';
import { ControlError } from './ControlError';
import { driftObject } from './drift';
import { TROUBLES, troublesOf } from './troubles';

/**
 * What a person tells the sandbox: `POST /drift`, `/secret`, `/fault`, `/load`, `/down`, `/up`, each with `environment`,
 * the last two with `part`; `GET /status`, and `GET /troubles` for the names of all that can go wrong. It is for whoever runs
 * the sandbox, on its own machine.
 */
export function createControlRouter(
  world: World,
  telemetryOf: (environment: string) => Telemetry,
): express.Router {
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

  const partOf = (request: Request): Part => {
    const { part = 'argocd' } = request.body ?? {};
    if (PARTS.includes(part)) return part;
    throw new ControlError(
      `There is no part ${JSON.stringify(part)}. There are: ${PARTS.join(
        ', ',
      )}.`,
    );
  };

  router.get('/status', (_, response) => {
    response.json({
      environments: [...world.environments.values()].map(environment => ({
        name: environment.name,
        down: environment.outages.list(),
        troubles: troublesOf(environment),
        applications: environment.delivery.store
          .list()
          .map(({ metadata, status }) => ({
            name: metadata.name,
            sync: status.sync.status,
            health: status.health.status,
            operation: status.operationState?.phase,
          })),
      })),
    });
  });
  router.get('/troubles', (_, response) => {
    response.json({ parts: PARTS, troubles: TROUBLES });
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
  addSecretRoutes(router, environmentOf);
  addIncidentRoutes(router, environmentOf, telemetryOf);
  router.post('/down', (request, response) => {
    const environment = environmentOf(request);
    const part = partOf(request);
    environment.outages.begin(part);
    response.json({
      message: `${environment.name}: ${part} answers no more.`,
    });
  });
  router.post('/up', (request, response) => {
    const environment = environmentOf(request);
    const part = partOf(request);
    environment.outages.end(part);
    response.json({ message: `${environment.name}: ${part} answers again.` });
  });

  router.use(
    errorsAs((response, error) => {
      const isTheirs = error instanceof ControlError || 'type' in error;
      response.status(isTheirs ? 400 : 500).json({ message: error.message });
    }),
  );
  return router;
}
