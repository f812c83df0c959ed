import type express from 'express';
import Router from 'express-promise-router';
import { errorsAs } from '../wire/errorsAs';
import { sendJson } from '../wire/sendJson';
import { isAuthorized } from '../wire/token';
import { GrafanaError, sendError } from './errors';
import {
  slugOf,
  type Folder,
  type GrafanaView,
  type StoredDashboard,
} from './GrafanaView';
import { placeholderPage } from './page';
import { ruleDefinitions, ruleStates } from './rules';
import { folderUrl, search } from './search';

const GRAFANA_VERSION = '13.2.0+sandbox';

/**
 * The HTTP API of one Grafana, as a viewer's service account sees it.
 *
 * @param options.alertmanager - what answers below `/api/alertmanager/grafana/api/v2`
 */
export function createGrafanaRouter(options: {
  view: GrafanaView;
  environment: string;
  token: string;
  alertmanager?: express.Router;
}): express.Router {
  const { view, environment, token, alertmanager } = options;
  const router = Router();

  router.get('/api/health', (_, response) => {
    sendJson(response, {
      database: 'ok',
      version: GRAFANA_VERSION,
      commit: 'sandbox',
    });
  });
  router.get(
    [
      '/',
      '/d/*',
      '/d-solo/*',
      '/explore',
      '/alerting/*',
      '/alerts',
      '/dashboards*',
    ],
    (request, response) => {
      response
        .set(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'",
        )
        .type('text/html')
        .end(placeholderPage(request, environment));
    },
  );
  router.use((request, _, next) => {
    if (isAuthorized(request, token)) next();
    else if (request.get('authorization'))
      throw new GrafanaError(401, 'Invalid API key', 'api-key.invalid');
    else throw new GrafanaError(401, 'Unauthorized', 'session.token.missing');
  });

  router.get('/api/search', (request, response) => {
    sendJson(response, search(view, request));
  });
  router.get('/api/dashboards/uid/:uid', (request, response) => {
    const found = view
      .dashboards()
      .find(({ uid }) => uid === request.params.uid);
    if (!found) throw new GrafanaError(404, 'Dashboard not found');
    sendJson(response, fullDashboard(found));
  });
  router.get('/api/dashboards/tags', (_, response) => {
    const counts = new Map<string, number>();
    for (const tag of view.dashboards().flatMap(({ tags }) => tags))
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
    sendJson(
      response,
      [...counts].sort().map(([term, count]) => ({ term, count })),
    );
  });
  router.get('/api/folders', (request, response) => {
    // Folders of folders there are none.
    const limit = Number(request.query.limit) || 1_000;
    const page = Math.max(1, Number(request.query.page) || 1);
    const folders = request.query.parentUid ? [] : view.folders();
    sendJson(
      response,
      folders
        .slice((page - 1) * limit, page * limit)
        .map(({ id, uid, title }) => ({ id, uid, title })),
    );
  });
  router.get('/api/folders/:uid', (request, response) => {
    const folder = view.folders().find(({ uid }) => uid === request.params.uid);
    if (!folder) {
      throw new GrafanaError(404, 'folder not found', 'folder.not-found');
    }
    sendJson(response, fullFolder(folder));
  });
  router.get('/api/org', (_, response) => {
    sendJson(response, { id: 1, name: 'Main Org.' });
  });
  router.get('/api/prometheus/grafana/api/v1/rules', (_, response) => {
    sendJson(response, { status: 'success', data: ruleStates(view) });
  });
  router.get('/api/prometheus/grafana/api/v1/alerts', (_, response) => {
    const alerts = view
      .rules()
      .flatMap(({ instances }) => instances)
      .filter(({ state }) => state !== 'Normal');
    sendJson(response, { status: 'success', data: { alerts } });
  });
  router.get('/api/ruler/grafana/api/v1/rules', (_, response) => {
    sendJson(response, ruleDefinitions(view));
  });
  router.get('/api/ruler/grafana/api/v1/rules/:folder', (request, response) => {
    const folder = view
      .folders()
      .find(({ uid }) => uid === request.params.folder);
    if (!folder)
      throw new GrafanaError(404, 'folder not found', 'folder.not-found');
    const all = ruleDefinitions(view);
    sendJson(
      response,
      folder.title in all ? { [folder.title]: all[folder.title] } : {},
    );
  });
  if (alertmanager) router.use(alertmanager);

  router.use(() => {
    throw new GrafanaError(404, 'Not found');
  });
  router.use(errorsAs(sendError));
  return router;
}

function fullDashboard(dashboard: StoredDashboard) {
  const { id, uid, title, folder, version, created, updated, model } =
    dashboard;
  const slug = slugOf(title);
  return {
    meta: {
      type: 'db',
      canSave: false,
      canEdit: false,
      canAdmin: false,
      canStar: true,
      canDelete: false,
      slug,
      url: `/d/${uid}/${slug}`,
      expires: '0001-01-01T00:00:00Z',
      created,
      updated,
      updatedBy: 'Anonymous',
      createdBy: 'Anonymous',
      version,
      hasAcl: false,
      isFolder: false,
      apiVersion: 'v1',
      folderId: folder.id,
      folderUid: folder.uid,
      folderTitle: folder.title,
      folderUrl: folderUrl(folder),
      provisioned: true,
      provisionedExternalId: `${folder.title}/${uid}.json`,
      annotationsPermissions: {
        dashboard: { canAdd: false, canEdit: false, canDelete: false },
        organization: { canAdd: false, canEdit: false, canDelete: false },
      },
    },
    dashboard: { ...model, id, version },
  };
}

function fullFolder(folder: Folder) {
  return {
    id: folder.id,
    uid: folder.uid,
    orgId: 1,
    title: folder.title,
    url: folderUrl(folder),
    hasAcl: false,
    canSave: false,
    canEdit: false,
    canAdmin: false,
    canDelete: false,
    createdBy: 'Anonymous',
    created: '2026-01-01T00:00:00Z',
    updatedBy: 'Anonymous',
    updated: '2026-01-01T00:00:00Z',
    version: 1,
  };
}
