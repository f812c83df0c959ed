import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import { errorsAs } from '../wire/errorsAs';
import { sendJson } from '../wire/sendJson';
import { isAutomatedPolicy, type Application, type Operation } from '../world';
import type { ArgoCDView } from './ArgoCDView';
import {
  GrpcError,
  permissionDenied,
  sendError,
  sendStreamError,
} from './errors';
import { eventList } from './eventList';
import { listApplications } from './listApplications';
import { projection, readFields } from './projection';
import { isList, passed } from './pace';
import { applicationOf, CONTROL_PLANE, findApplication, text } from './query';
import { streamApplications } from './streamApplications';

/** What the stand-in says of itself; its answers are held against this version of the real one. */
export const ARGOCD_VERSION = 'v3.5.7+sandbox';

/**
 * The HTTP API of one Argo CD.
 *
 * @param options.token - who has it may do all of this
 * @param options.accounts - passwords by name, for those who sign in with one; they get the token
 * @param options.duration - milliseconds until an answer is complete; as fast as it can be when absent
 */
export function createArgoCDRouter(options: {
  view: ArgoCDView;
  token: string;
  accounts?: Readonly<Record<string, string>>;
  duration?: (request: Request) => number;
}): express.Router {
  const { view, token, accounts = {}, duration } = options;
  const router = Router();
  const application = (request: Request) => findApplication(view, request);

  router.get('/api/version', (_, response) => {
    sendJson(response, { Version: ARGOCD_VERSION });
  });
  router.get('/healthz', (_, response) => {
    response.end('ok');
  });
  router.use((request, response, next) => {
    if (
      request.method === 'GET' ||
      request.get('content-type') === 'application/json'
    ) {
      next();
      return;
    }
    response.status(415).type('text/plain').end('Invalid content type\n');
  });
  router.use(express.json({ limit: '1mb' }));
  if (duration) {
    router.use(async (request, response, next) => {
      const milliseconds = duration(request);
      response.locals.until = performance.now() + milliseconds;
      // A list paces itself: making a long one takes time by itself.
      if (!isList(request)) await passed(response);
      next();
    });
  }
  router.post('/api/v1/session', (request, response) => {
    const { username, password } = request.body ?? {};
    if (!Object.hasOwn(accounts, username) || accounts[username] !== password) {
      throw new GrpcError('unauthenticated', 'Invalid username or password');
    }
    sendJson(response, { token });
  });
  router.get('/api/v1/session/userinfo', (request, response) => {
    const known = request.get('authorization') === `Bearer ${token}`;
    sendJson(
      response,
      known ? { loggedIn: true, username: 'portal', iss: 'argocd' } : {},
    );
  });
  router.use((request, _, next) => {
    checkToken(request, token);
    next();
  });

  router.get('/api/v1/projects', (request, response) => {
    const name = text(request, 'name');
    const items = view
      .projects()
      .filter(({ metadata }) => !name || metadata.name === name)
      .map(({ metadata, spec }) => ({ metadata, spec, status: {} }));
    sendJson(response, {
      metadata: { resourceVersion: view.resourceVersion() },
      items,
    });
  });

  router.get('/api/v1/projects/:name', (request, response) => {
    const { name } = request.params;
    const project = view
      .projects()
      .find(({ metadata }) => metadata.name === name);
    if (!project) {
      throw new GrpcError(
        'notFound',
        `appprojects.argoproj.io "${name}" not found`,
      );
    }
    sendJson(response, {
      metadata: project.metadata,
      spec: project.spec,
      status: {},
    });
  });
  router.get('/api/v1/applications/:name/links', (request, response) => {
    application(request);
    sendJson(response, {});
  });

  router.get('/api/v1/applications', (request, response) =>
    listApplications(view, request, response),
  );
  router.get('/api/v1/stream/applications', (request, response) =>
    streamApplications(view, request, response),
  );
  router.get('/api/v1/applications/:name', async (request, response) => {
    const found = application(request);
    const refresh = text(request, 'refresh');
    if (!refresh) {
      sendJson(response, found);
      return;
    }
    const refreshed = await view.refresh(found, refresh === 'hard');
    if (!refreshed) throw permissionDenied();
    sendJson(response, refreshed);
  });
  router.get(
    '/api/v1/applications/:name/resource-tree',
    (request, response) => {
      sendJson(response, { nodes: view.tree(application(request)) });
    },
  );
  router.get(
    '/api/v1/applications/:name/managed-resources',
    (request, response) => {
      const wanted = ['group', 'kind', 'namespace', 'name'] as const;
      const all = view.managedResources(application(request));
      const items = all.filter(item =>
        wanted.every(field => {
          const value = text(request, field);
          return !value || item[field] === value;
        }),
      );
      const body = items.length > 0 ? { items } : {};
      const selection = readFields(request.query.fields);
      sendJson(response, selection ? projection(selection)(body) : body);
    },
  );
  router.get('/api/v1/applications/:name/events', (request, response) => {
    const found = application(request);
    const uid = text(request, 'resourceUID');
    const name = text(request, 'resourceName');
    const events = view.events(
      found,
      uid || name ? { uid: uid ?? '' } : undefined,
    );
    if (!events) {
      throw new GrpcError(
        'invalidArgument',
        `${name ?? ''} not found as part of application ${found.metadata.name}`,
      );
    }
    sendJson(response, eventList(events, view.resourceVersion()));
  });
  router.get(
    '/api/v1/applications/:name/manifests',
    async (request, response) => {
      const found = application(request);
      const revision = text(request, 'revision');
      try {
        const manifests = await view.manifests(found, revision);
        sendJson(response, {
          manifests: manifests.map(manifest => JSON.stringify(manifest)),
        });
      } catch (error) {
        throw new GrpcError(
          'unknown',
          `error generating manifests: ${(error as Error).message}`,
        );
      }
    },
  );
  router.get('/api/v1/applications/:name/syncwindows', (request, response) => {
    application(request);
    sendJson(response, { canSync: true });
  });
  router.get(
    '/api/v1/applications/:name/revisions/:revision/metadata',
    async (request, response) => {
      application(request);
      const commit = await view.commit(request.params.revision);
      if (!commit) {
        throw new GrpcError(
          'unknown',
          `rpc error: code = Internal desc = failed to get revision metadata of ${request.params.revision}`,
        );
      }
      const { author, date, message, tags } = commit;
      sendJson(response, {
        author,
        date: `${new Date(date).toISOString().slice(0, 19)}Z`,
        ...(tags.length > 0 && { tags }),
        message,
      });
    },
  );
  router.post('/api/v1/applications/:name/sync', (request, response) => {
    const found = applicationOfBody(view, request);
    if (!view.sync(found, syncOperation(found, request.body ?? {}))) {
      throw new GrpcError(
        'failedPrecondition',
        'another operation is already in progress',
      );
    }
    sendJson(response, found);
  });
  router.delete('/api/v1/applications/:name/operation', (request, response) => {
    if (!view.terminate(application(request))) {
      throw new GrpcError(
        'invalidArgument',
        'Unable to terminate operation. No operation is in progress',
      );
    }
    sendJson(response, {});
  });

  router.use((_: Request, response: Response) => {
    response.status(404).type('text/plain').end('Not Found\n');
  });
  router.use(
    errorsAs((response, error, request) => {
      if (isStream(request) && error instanceof GrpcError) {
        sendStreamError(response, error);
      } else if ('type' in error)
        sendError(response, new GrpcError('invalidArgument', error.message));
      else sendError(response, error);
    }),
  );
  return router;
}

function isStream(request: Request): boolean {
  return (
    request.path.startsWith('/api/v1/stream/') &&
    request.get('accept') === 'text/event-stream'
  );
}

function checkToken(request: Request, token: string) {
  const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (!given) throw new GrpcError('unauthenticated', 'no session information');
  if (given !== token) {
    throw new GrpcError(
      'unauthenticated',
      'invalid session: token is malformed: token contains an invalid number of segments',
    );
  }
}

function applicationOfBody(view: ArgoCDView, request: Request): Application {
  const { appNamespace = CONTROL_PLANE, project } = request.body ?? {};
  const { name } = request.params;
  return applicationOf(view, { namespace: appNamespace, name, project });
}

function syncOperation({ spec, metadata }: Application, body: any): Operation {
  if (metadata.deletionTimestamp) {
    throw new GrpcError('failedPrecondition', 'application is deleting');
  }
  const target = spec.source?.targetRevision;
  if (body.revision && isAutomatedPolicy(spec) && body.revision !== target) {
    throw new GrpcError(
      'failedPrecondition',
      `Cannot sync to ${body.revision}: auto-sync currently set to ${target}`,
    );
  }
  return {
    sync: {
      ...(body.prune && { prune: true }),
      ...(body.dryRun && { dryRun: true }),
      ...(body.resources?.length && { resources: body.resources }),
    },
    initiatedBy: { username: 'portal' },
  };
}
