import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { errorsAs } from '../wire/errorsAs';
import { sendJson } from '../wire/sendJson';
import { requireToken } from '../wire/token';
import { compileRegex } from '../prometheus';
import type { Alertmanager, GettableAlert } from './Alertmanager';
import { AlertmanagerError, InvalidRequest } from './errors';
import { fits, parseMatcher, type AlertMatcher } from './matchers';
import { readSilence, readSilenceId } from './readSilence';
import type { Silence } from './Silences';

/** What Alertmanager takes for yes; everything else is no. */
const YES = /^(1|true|yes|ok|y|on|selected|checked|t|enabled)$/i;

/** What there is, and what one may do with it. */
const ROUTES: Array<[RegExp, string[]]> = [
  [/^\/alerts$/, ['GET', 'POST']],
  [/^\/(alerts\/groups|receivers|status)$/, ['GET']],
  [/^\/silences$/, ['GET', 'POST']],
  [/^\/silence\/[^/]+$/, ['DELETE', 'GET']],
];

/** The HTTP API of Alertmanager, version 2, as far as clients use it. */
export function createAlertmanagerRouter(options: {
  alertmanager: Alertmanager;
  token: string;
  /** Below which address it is served; Grafana has one inside its own. */
  base?: string;
}): express.Router {
  const { alertmanager, token, base = '/api/v2' } = options;
  const { silences } = alertmanager;
  const router = Router();

  for (const what of ['healthy', 'ready']) {
    router.get(`/-/${what}`, (_, response) => {
      response.type('text/plain').end('OK');
    });
  }
  router.use(requireToken(token));

  router.get(`${base}/alerts`, (request, response) => {
    sendJson(response, selected(alertmanager.alerts(), request));
  });
  router.get(`${base}/alerts/groups`, (request, response) => {
    const groups = new Map<string, GettableAlert[]>();
    for (const alert of selected(alertmanager.alerts(), request)) {
      const key = JSON.stringify([
        alert.receivers[0]?.name ?? '',
        alert.labels.alertname ?? '',
        alert.labels.namespace ?? '',
      ]);
      groups.set(key, [...(groups.get(key) ?? []), alert]);
    }
    sendJson(
      response,
      [...groups].map(([key, alerts]) => {
        const [receiver, alertname, namespace] = JSON.parse(key);
        return {
          alerts,
          labels: { alertname, ...(namespace && { namespace }) },
          receiver: { name: receiver },
        };
      }),
    );
  });
  router.get(`${base}/receivers`, (_, response) => {
    sendJson(
      response,
      alertmanager.config.receivers.map(name => ({ name })),
    );
  });
  router.get(`${base}/status`, (_, response) => {
    sendJson(response, {
      // It is alone, and has no name for others.
      cluster: { peers: [], status: 'disabled' },
      config: { original: alertmanager.config.original },
      uptime: new Date(0).toISOString(),
      versionInfo: {
        branch: 'HEAD',
        buildDate: '',
        buildUser: '',
        goVersion: '',
        revision: 'sandbox',
        version: '0.28.1+sandbox',
      },
    });
  });

  const answer = (silence: Silence) => ({
    id: silence.id,
    status: { state: silences.stateOf(silence) },
    updatedAt: new Date(silence.updatedAt).toISOString(),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: new Date(silence.endsAt).toISOString(),
    matchers: silence.matchers,
    startsAt: new Date(silence.startsAt).toISOString(),
  });
  const silence = (request: Request): Silence => {
    const found = silences.get(readSilenceId(request.params.id));
    if (found) return found;
    // Alertmanager says nothing to whoever reads, and 500 to whoever ends.
    throw request.method === 'DELETE'
      ? new AlertmanagerError(500, 'silence not found')
      : new AlertmanagerError(404, '');
  };
  router.get(`${base}/silences`, (request, response) => {
    const filters = readFilters(request);
    const found = silences
      .list()
      .filter(({ matchers }) =>
        filters.every(filter =>
          fits(
            Object.fromEntries(
              matchers.map(({ name, value }) => [name, value]),
            ),
            [filter],
          ),
        ),
      );
    sendJson(response, found.map(answer));
  });
  router.post(`${base}/silences`, express.json(), (request, response) => {
    const { id, ...wanted } = readSilence(request.body);
    if (id && !silences.get(id))
      throw new AlertmanagerError(404, 'silence not found');
    sendJson(response, { silenceID: silences.put(wanted, id) });
  });
  router.get(`${base}/silence/:id`, (request, response) => {
    sendJson(response, answer(silence(request)));
  });
  router.delete(`${base}/silence/:id`, (request, response) => {
    silences.expire(silence(request).id);
    response.status(200).end();
  });

  if (base === '/api/v2') {
    router.use(base, (request, _response) => {
      const { method, path } = request;
      const allowed = ROUTES.find(([route]) => route.test(path))?.[1];
      throw allowed
        ? new InvalidRequest(
            405,
            405,
            `method ${method} is not allowed, but [${allowed.join(',')}] are`,
          )
        : new InvalidRequest(404, 404, `path ${base}${path} was not found`);
    });
  }
  router.use(
    errorsAs((response, error) => {
      if (error instanceof InvalidRequest) {
        const { code, message } = error;
        sendJson(response, { code, message }, error.status);
        return;
      }
      const status = error instanceof AlertmanagerError ? error.status : 400;
      if (error.message === '') response.status(status).end();
      else sendJson(response, error.message, status);
    }),
  );
  return router;
}

/** Those that the request asks for; a flag that is not given is true. */
function selected(alerts: GettableAlert[], request: Request): GettableAlert[] {
  const filters = readFilters(request);
  const flag = (name: string) =>
    YES.test(String(request.query[name] ?? 'true'));
  const receives = readReceiver(request.query.receiver);
  return alerts.filter(
    ({ labels, status, receivers }) =>
      fits(labels, filters) &&
      (flag('active') || status.state !== 'active') &&
      (flag('silenced') || status.silencedBy.length === 0) &&
      (flag('inhibited') || status.inhibitedBy.length === 0) &&
      (!receives || receivers.some(({ name }) => receives.test(name))),
  );
}

function readFilters(request: Request): AlertMatcher[] {
  return [request.query.filter ?? []].flat().map(text => {
    const matcher = parseMatcher(String(text));
    if (matcher) return matcher;
    throw new AlertmanagerError(400, `bad matcher format: ${text}`);
  });
}

function readReceiver(receiver: unknown): RegExp | undefined {
  if (typeof receiver !== 'string') return undefined;
  try {
    return compileRegex(receiver, true);
  } catch (error) {
    throw new AlertmanagerError(
      400,
      `failed to parse receiver param: ${(error as Error).message}`,
    );
  }
}
