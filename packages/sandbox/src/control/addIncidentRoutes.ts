import type { Request, Router } from 'express';
import type { Telemetry } from '../telemetry';
import type { Environment } from '../world';
import { beginIncident } from './incidents';

/** `POST /fault` and `/load`: something happens to the requests of a workload for a while. */
export function addIncidentRoutes(
  router: Router,
  environmentOf: (request: Request) => Environment,
  telemetryOf: (environment: string) => Telemetry,
): void {
  for (const kind of ['fault', 'load'] as const) {
    router.post(`/${kind}`, (request, response) => {
      const environment = environmentOf(request);
      const telemetry = telemetryOf(environment.name);
      const wanted = request.body ?? {};
      response.json({
        message: beginIncident(environment, telemetry, kind, wanted),
      });
    });
  }
}
