import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import type { Clock } from '../clock';
import { errorsAs } from '../wire/errorsAs';
import type { KubeObject } from '../world';
import { ANONYMOUS, isAllowed, maySee, type Account } from './access';
import { policyRefusal } from './admission';
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
  version,
} from './discovery';
import { Pages } from './listObjects';
import { patched } from './patchObject';
import { podLog } from './podLogs';
import { podMetrics } from './podMetrics';
import {
  findTarget,
  flag,
  integer,
  readAsked,
  text,
  versionOf,
  type Asked,
  type Target,
} from './readRequest';
import { formed, formedList, readForm } from './representation';
import { RESOURCES, type Resource } from './resources';
import { readSelectors } from './selectors';
import { reviewAccess } from './reviewAccess';
import {
  badRequest,
  forbidden,
  forbiddenPath,
  noSuchKind,
  notFound,
  sendJson,
  sendNoRoute,
  sendStatus,
  sendText,
  StatusError,
  unauthorized,
} from './status';
import { objectsOf, watchObjects } from './watchObjects';
import type { WatchLog } from './WatchLog';

/**
 * The API of one Kubernetes cluster, for accounts that read it and patch annotations.
 *
 * @param options.accounts - by bearer token
 * @param options.resources - the kinds that there are now; all that the sandbox knows when absent
 */
export function createKubernetesRouter(options: {
  log: WatchLog;
  clock: Clock;
  accounts: () => Readonly<Record<string, Account>>;
  resources?: () => readonly Resource[];
}): express.Router {
  const { log, clock, accounts, resources = () => RESOURCES } = options;
  const { cluster } = log;
  const pages = new Pages();
  const router = Router();

  router.use((request, response, next) => {
    const account = accountOf(accounts(), request);
    response.locals.account = account;
    response.locals.asked = askedIn(request);
    if (response.locals.asked) {
      check(account, request, response.locals.asked);
    } else if (!maySee(account, request.path)) {
      throw forbiddenPath(account.user, 'get', request.path);
    }
    next();
  });
  for (const address of ['/healthz', '/livez', '/readyz'])
    router.get(address, (_, response) => sendText(response, 'ok'));
  router.get('/version', (_, response) => sendJson(response, 200, version));
  router.use(
    express.json({ type: ['application/json', 'application/*+json'] }),
  );

  router.get('/api', (_, response) => sendJson(response, 200, apiVersions()));
  router.get('/apis', (_, response) =>
    sendJson(response, 200, apiGroupList(resources())),
  );
  router.get('/apis/:group', (request, response, next) =>
    sendOr(response, next, apiGroup(resources(), request.params.group)),
  );
  router.get('/api/v1', (_, response, next) =>
    sendOr(response, next, apiResourceList(resources(), 'v1')),
  );
  router.get('/apis/:group/:version', (request, response, next) =>
    sendOr(
      response,
      next,
      apiResourceList(
        resources(),
        `${request.params.group}/${request.params.version}`,
      ),
    ),
  );
  router.post(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    (request, response) => {
      const { rules } = response.locals.account as Account;
      sendJson(response, 201, reviewAccess(rules, request.body));
    },
  );

  router.use((request, response, next) => {
    const asked: Asked | undefined = response.locals.asked;
    const target = asked && findTarget(resources(), asked);
    const verb = asked && verbOf(request, asked);
    if (!target || !verb) {
      if (asked && isBuiltIn(resources(), asked)) throw noSuchKind();
      next();
      return;
    }
    switch (verb) {
      case 'watch':
        watch(target, request, response);
        return;
      case 'list':
        list(target, request, response);
        return;
      case 'get':
        get(target, request, response);
        return;
      case 'patch':
        patch(target, request, response);
        return;
      default:
        throw notServed();
    }
  });

  router.use((_: Request, response: Response) => sendNoRoute(response));
  router.use(
    errorsAs((response, error) => sendStatus(response, asStatus(error))),
  );
  return router;

  function objects({ resource, namespace }: Target, request: Request) {
    const fits = readSelectors(resource, {
      labelSelector: text(request, 'labelSelector'),
      fieldSelector: text(request, 'fieldSelector'),
    });
    if (resource.kind === 'PodMetrics')
      return podMetrics(cluster, clock, namespace).filter(fits);
    return objectsOf(log, { resource, namespace, fits });
  }

  function list(target: Target, request: Request, response: Response) {
    const form = readForm(request.get('accept'));
    const page = pages.page(
      { limit: integer(request, 'limit'), from: text(request, 'continue') },
      () => ({
        objects: objects(target, request),
        version: String(cluster.resourceVersion),
      }),
    );
    sendJson(
      response,
      200,
      formedList(target.resource, page.objects, page.metadata, form),
    );
  }

  function watch(target: Target, request: Request, response: Response) {
    const { resource, namespace, name } = target;
    const fieldSelector = name
      ? `metadata.name=${name}`
      : text(request, 'fieldSelector');
    watchObjects(
      log,
      clock,
      {
        resource,
        namespace,
        fits: readSelectors(resource, {
          labelSelector: text(request, 'labelSelector'),
          fieldSelector,
        }),
        form: readForm(request.get('accept')),
        version: versionOf(request),
        bookmarks: flag(request, 'allowWatchBookmarks'),
        timeoutSeconds: integer(request, 'timeoutSeconds'),
      },
      request,
      response,
    );
  }

  function find(target: Target): KubeObject {
    const { resource, namespace } = target;
    const name = target.name!;
    const found =
      resource.kind === 'PodMetrics'
        ? podMetrics(cluster, clock, namespace).find(
            one => one.metadata.name === name,
          )
        : cluster.get({
            group: resource.group,
            kind: resource.kind,
            namespace,
            name,
          });
    if (!found) throw notFound(resource, name);
    return found;
  }

  function get(target: Target, request: Request, response: Response) {
    const object = find(target);
    if (target.subresource !== 'log') {
      const form = readForm(request.get('accept'));
      sendJson(response, 200, formed(object, form));
      return;
    }
    const said = podLog(object, {
      container: text(request, 'container'),
      tailLines: integer(request, 'tailLines'),
      timestamps: flag(request, 'timestamps'),
    });
    response
      .setHeader('content-type', 'text/plain')
      .setHeader('cache-control', 'no-cache, private')
      .end(said);
  }

  function patch(target: Target, request: Request, response: Response) {
    if (target.subresource) throw notServed();
    const object = find(target);
    const type = (request.get('content-type') ?? '').split(';')[0].trim();
    const after = patched(target.resource, object, type, request.body);
    const refusal = policyRefusal(
      target,
      (response.locals.account as Account).user,
      { before: object, after },
    );
    if (refusal) throw refusal;
    const written = text(request, 'dryRun') ? after : cluster.write(after);
    sendJson(response, 200, formed(written, readForm(request.get('accept'))));
  }
}

function accountOf(
  accounts: Readonly<Record<string, Account>>,
  request: Request,
): Account {
  const shown = request.get('authorization');
  if (shown === undefined) return ANONYMOUS;
  const token = /^Bearer (.+)$/.exec(shown)?.[1];
  if (!token || !Object.hasOwn(accounts, token)) throw unauthorized();
  return accounts[token];
}

function sendOr(
  response: Response,
  next: express.NextFunction,
  body: object | undefined,
) {
  if (body) sendJson(response, 200, body);
  else next();
}

/** Groups of definitions have a server of their own, which says less. */
function isBuiltIn(resources: readonly Resource[], { resource }: Asked) {
  return resources.some(
    ({ custom, group }) => group === resource.group && !custom,
  );
}

/** Undefined where the address is no kind's; reviews are for everybody. */
function askedIn({ path }: Request): Asked | undefined {
  if (!/^\/apis?\//.test(path)) return undefined;
  const asked = readAsked(path);
  return asked?.resource.plural.startsWith('selfsubject') ? undefined : asked;
}

/** Undefined where nothing is served so. */
function verbOf(
  request: Request,
  { name }: Pick<Asked, 'name'>,
): string | undefined {
  if (request.method === 'GET') {
    if (flag(request, 'watch')) return 'watch';
    return name ? 'get' : 'list';
  }
  const verbs: Record<string, string> = {
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: name ? 'delete' : 'deletecollection',
  };
  return verbs[request.method];
}

/** Before it is known whether there is such a kind. */
function check({ user, rules }: Account, request: Request, asked: Asked) {
  const { resource, namespace, name, subresource } = asked;
  const { group, plural } = resource;
  const verb = verbOf(request, asked) ?? request.method.toLowerCase();
  const what = subresource ? `${plural}/${subresource}` : plural;
  if (!isAllowed(rules, { verb, group, resource: what, name }))
    throw forbidden(user, { verb, resource, subresource, namespace, name });
}

/** The stand-in has no such way to write. */
function notServed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

function asStatus(error: Error): StatusError {
  if (error instanceof StatusError) return error;
  return 'type' in error
    ? badRequest('error decoding patch: unexpected end of JSON input')
    : new StatusError(
        500,
        'InternalError',
        `Internal error occurred: ${error.message}`,
      );
}
