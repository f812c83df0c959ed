import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { errorsAs } from '../wire/errorsAs';
import { sendJson } from '../wire/sendJson';
import { requireToken } from '../wire/token';
import type { Alertmanager, GettableAlert } from './Alertmanager';
import { fits, parseMatcher, type AlertMatcher } from './matchers';
import type { Silence } from './Silences';

class AlertmanagerError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

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
      cluster: { name: 'sandbox', peers: [], status: 'ready' },
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
    const found = silences.get(request.params.id);
    if (found) return found;
    throw new AlertmanagerError(404, '');
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
    if (id && !silences.get(id)) throw new AlertmanagerError(404, '');
    sendJson(response, { silenceID: silences.put(wanted, id) });
  });
  router.get(`${base}/silence/:id`, (request, response) => {
    sendJson(response, answer(silence(request)));
  });
  router.delete(`${base}/silence/:id`, (request, response) => {
    silences.expire(silence(request).id);
    response.status(200).end();
  });

  router.use(
    errorsAs((response, error) => {
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
  const flag = (name: string) => request.query[name] !== 'false';
  const receiver = request.query.receiver;
  const receives =
    typeof receiver === 'string' ? new RegExp(`^(?:${receiver})$`) : undefined;
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

function readSilence(body: any): Omit<Silence, 'id' | 'updatedAt'> & {
  id?: string;
} {
  const startsAt = Date.parse(body?.startsAt);
  const endsAt = Date.parse(body?.endsAt);
  const matchers: unknown[] = body?.matchers ?? [];
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt))
    throw new AlertmanagerError(400, 'startsAt and endsAt are required');
  if (endsAt <= startsAt) {
    throw new AlertmanagerError(
      400,
      'Failed to create silence: start time must be before end time',
    );
  }
  if (!Array.isArray(matchers) || matchers.length === 0)
    throw new AlertmanagerError(
      400,
      'matchers in body should have at least 1 items',
    );
  return {
    ...(body.id && { id: String(body.id) }),
    startsAt,
    endsAt,
    createdBy: String(body.createdBy ?? ''),
    comment: String(body.comment ?? ''),
    matchers: matchers.map((matcher: any) => ({
      name: String(matcher?.name ?? ''),
      value: String(matcher?.value ?? ''),
      isRegex: matcher?.isRegex === true,
      isEqual: matcher?.isEqual !== false,
    })),
  };
}
