import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import { errorsAs } from '../wire/errorsAs';
import { MOUNT, type Vault } from '../world';
import {
  envelope,
  noRoute,
  permissionDenied,
  sendError,
  sendJson,
  VaultError,
} from './answers';
import { authOf, login, lookupSelf, type LoginRole } from './authRoutes';
import { faultOf } from './faults';
import { answerKv, type KvRequest } from './kvRoutes';
import { allows, capabilitiesAt, type Rule } from './policies';
import { health, leader, mountOf, sealStatus } from './sysRoutes';
import { Tokens, type Token } from './Tokens';

const OPERATIONS: Record<string, KvRequest['operation']> = {
  GET: 'read',
  HEAD: 'read',
  LIST: 'list',
  POST: 'update',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/**
 * The HTTP API of one Vault: KV version 2, sign-in, and what clients ask of the server itself. A namespace's header is taken
 * and makes no difference.
 *
 * @param options.tokens - fixed ones, with what they may
 * @param options.portalPolicy - what the portal may
 * @param options.roles - who may log in, by mount; everybody who logs in is the portal
 */
export function createVaultRouter(options: {
  vault: Vault;
  tokens: Readonly<Record<string, 'portal' | 'root'>>;
  portalPolicy: readonly Rule[];
  roles?: Readonly<Record<string, LoginRole>>;
}): express.Router {
  const { vault, portalPolicy, roles = {} } = options;
  const tokens = new Tokens({
    clock: vault.clock,
    generation: () => vault.generation,
    portalRules: () => rulesNow(vault, portalPolicy),
  });
  for (const [id, rights] of Object.entries(options.tokens))
    tokens.addFixed(id, rights);

  const router = Router();
  router.use(cleanPath);
  router.get('/v1/sys/health', (request, response) => {
    const { status, body } = health(vault, request.query);
    sendJson(response, status, body);
  });
  router.get('/v1/sys/seal-status', (_, response) =>
    sendJson(response, 200, sealStatus(vault)),
  );
  router.get('/v1/sys/leader', (_, response) =>
    sendJson(response, 200, leader(vault)),
  );
  router.use((request, response, next) => {
    const fault = faultOf(vault, pathOf(request));
    if (!fault) {
      next();
      return;
    }
    if (fault.status === 429) response.setHeader('retry-after', '1');
    throw fault;
  });
  router.use(express.json({ type: () => true, limit: '1mb', strict: false }));

  router.use('/v1', (request, response) => {
    const path = pathOf(request);
    const operation = operationOf(request);
    const signIn = /^auth\/(.+)\/login$/.exec(path);
    if (signIn && operation === 'update') {
      sendJson(response, 200, login(tokens, roles, signIn[1], request.body));
      return;
    }
    const token = tokens.find(tokenOf(request));
    const may = tokens.rulesOf(token);
    if (path === `sys/internal/ui/mounts/${MOUNT}` && operation === 'read') {
      sendJson(response, 200, mountOf(vault, may));
      return;
    }
    if (!isAllowed(may, path, operation)) throw permissionDenied();
    answer(request, response, { path, operation, token, may });
  });
  router.use((_: Request, response: Response) =>
    sendJson(response, 404, { errors: [] }),
  );
  router.use(errorsAs(sendError));
  return router;

  function answer(
    request: Request,
    response: Response,
    asked: {
      path: string;
      operation: KvRequest['operation'];
      token: Token;
      may: readonly Rule[];
    },
  ) {
    const { path, operation, token, may } = asked;
    const { body, query } = request;
    if (path.startsWith(`${MOUNT}/`)) {
      if (vault.has('no-mount')) throw noRoute(path);
      const answered = answerKv(vault.kv, {
        operation,
        path: path.slice(MOUNT.length + 1),
        body,
        query,
      });
      sendJson(response, answered.status, answered.body);
      return;
    }
    switch (`${path} ${operation}`) {
      case 'auth/token/lookup-self read':
        sendJson(response, 200, lookupSelf(tokens, token));
        return;
      case 'auth/token/renew-self update': {
        const auth = authOf(tokens, tokens.renew(token));
        sendJson(response, 200, envelope({ auth, mountType: 'token' }));
        return;
      }
      case 'auth/token/revoke-self update':
        tokens.revoke(token);
        sendJson(response, 204, undefined);
        return;
      case 'sys/capabilities-self update':
        sendJson(response, 200, capabilities(may, body));
        return;
      default:
        throw noRoute(path);
    }
  }
}

/** The portal's policy, and what a fault makes of it. */
function rulesNow(vault: Vault, policy: readonly Rule[]): readonly Rule[] {
  return [
    ...policy,
    ...vault.forbidden().flatMap(folder =>
      ['', '/*'].map(end => ({
        pattern: `${MOUNT}/metadata/${folder}${end}`,
        capabilities: ['deny'],
      })),
    ),
    ...(vault.has('data-access')
      ? [{ pattern: `${MOUNT}/data/*`, capabilities: ['read'] }]
      : []),
  ];
}

function capabilities(may: readonly Rule[], body: any): object {
  const paths: string[] = [body?.paths ?? body?.path ?? []].flat();
  if (paths.length === 0) throw new VaultError(400, ['paths must be supplied']);
  const data: Record<string, string[]> = Object.fromEntries(
    paths.map(path => [path, capabilitiesAt(may, path.replace(/^\//, ''))]),
  );
  if (paths.length === 1) data.capabilities = data[paths[0]];
  // Vault says it twice.
  return { ...data, ...envelope({ data, mountType: 'system' }) };
}

function isAllowed(
  may: readonly Rule[],
  path: string,
  operation: KvRequest['operation'],
): boolean {
  if (operation === 'update')
    return ['create', 'update'].some(one => allows(may, path, one));
  return allows(may, path, operation);
}

function operationOf(request: Request): KvRequest['operation'] {
  const operation = OPERATIONS[request.method];
  if (!operation) throw new VaultError(405, []);
  return operation === 'read' && request.query.list === 'true'
    ? 'list'
    : operation;
}

function tokenOf(request: Request): string | undefined {
  return (
    request.get('x-vault-token') ??
    /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1]
  );
}

/** Below `/v1/`, decoded; of a list with a slash at its end. */
function pathOf(request: Request): string {
  const path = decoded(`${request.baseUrl}${request.path}`);
  const below = path.slice(path.indexOf('/v1/') + '/v1/'.length);
  const isList =
    request.method === 'LIST' ||
    (request.method === 'GET' && request.query.list === 'true');
  return isList ? `${below.replace(/\/$/, '')}/` : below;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new VaultError(400, [`invalid URL escape in ${path}`]);
  }
}

/** Go's servers send who asks for `a/../b` to `b`: what looks like a path below a folder can so lead out of it. */
function cleanPath(
  request: Request,
  response: Response,
  next: express.NextFunction,
) {
  const path = decoded(request.path);
  const clean = new URL(path.replace(/\/{2,}/g, '/'), 'http://x').pathname;
  if (/(^|\/)\.{1,2}(\/|$)|\/\//.test(path)) {
    response.redirect(301, `${request.baseUrl}${clean}`);
    return;
  }
  next();
}
