import type { Request, Router } from 'express';
import type { Environment } from '../world';
import { secretCommand } from './secretCommands';
import { troubleCommand } from './troubles';

/** `POST /secret`, `/seal`, `/unseal`, `/trouble`: Vault, and what can be wrong with it and with the Kubernetes API. */
export function addSecretRoutes(
  router: Router,
  environmentOf: (request: Request) => Environment,
): void {
  router.post('/secret', (request, response) => {
    const environment = environmentOf(request);
    const message = secretCommand(environment, request.body ?? {});
    response.json({ message });
  });
  router.post('/seal', (request, response) => {
    const { vault, name } = environmentOf(request);
    vault.sealed = true;
    response.json({ message: `${name}: Vault is sealed.` });
  });
  router.post('/unseal', (request, response) => {
    const { vault, name } = environmentOf(request);
    vault.sealed = false;
    response.json({ message: `${name}: Vault is open.` });
  });
  router.post('/trouble', (request, response) => {
    const environment = environmentOf(request);
    const message = troubleCommand(environment, request.body ?? {});
    response.json({ message });
  });
}
