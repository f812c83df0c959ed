import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  entityParams,
  entityRefsBody,
  readInput,
  upstreamErrors,
} from '@idp/parts-node';
import {
  readGrafanaClaim,
  type AlertList,
  type EntityAlerts,
  type EntityDashboards,
  type EntitySignals,
  type EntitySummaries,
} from '@idp/plugin-grafana-common';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import type { EntityAccess } from '../access/EntityAccess';
import type { AlertLists } from '../alerts/AlertLists';
import { cutRules, rulesOf } from '../alerts/entityAlerts';
import type { Limits } from '../config/readLimits';
import type { EntityDashboardsReader } from '../dashboards/EntityDashboards';
import type { AlertInventory } from '../inventory/AlertInventory';
import type { LogAudit } from '../logs/LogAudit';
import type { LogReader } from '../logs/LogReader';
import type { MarkerReader } from '../markers/MarkerReader';
import type { Scopes } from '../scopes/Scopes';
import type { SignalReader } from '../signals/SignalReader';
import type { Sources } from '../sources/Sources';
import { addMeasuredRoutes } from './measuredRoutes';
import { alertsQuery, noQuery } from './queries';

export interface RouterOptions {
  access: EntityAccess;
  alerts: AlertInventory;
  audit: LogAudit;
  dashboards: EntityDashboardsReader;
  httpAuth: HttpAuthService;
  limits: Limits;
  lists: AlertLists;
  logs: LogReader;
  markers: MarkerReader;
  scopes: Scopes;
  signals: SignalReader;
  sources: Sources;
}

/** The HTTP API of the plugin. */
export function createRouter(options: RouterOptions): express.Router {
  const { access, alerts, dashboards, httpAuth, lists, scopes, sources } =
    options;
  const router = Router();
  // 500 references of entities
  router.use(express.json({ limit: '200kb' }));

  const named = async (req: Request) => ({
    credentials: await httpAuth.credentials(req, { allow: ['user'] }),
    entityRef: stringifyEntityRef(
      readInput(entityParams, req.params, 'The path'),
    ).toLowerCase(),
  });
  const alertSources = () =>
    [
      ...sources.grafanas.filter(({ config }) => config.unifiedAlerting),
      ...sources.prometheuses,
      ...sources.alertmanagers,
    ].map(({ state }) => state);

  router.get(
    '/entities/:kind/:namespace/:name/dashboards',
    async (req, res) => {
      const { credentials, entityRef } = await named(req);
      readInput(noQuery, req.query, 'The query');
      const entity = await access.read(entityRef, credentials, 'read');
      const { claim, scope, problems } = claimOf(entity, scopes);
      const found = dashboards.read(claim, scope);
      const body: EntityDashboards = {
        ...found,
        sources: sources.grafanas.map(({ state }) => state),
        problems: [...problems, ...found.problems],
      };
      res.json(body);
    },
  );

  router.get('/entities/:kind/:namespace/:name/alerts', async (req, res) => {
    const { credentials, entityRef } = await named(req);
    readInput(noQuery, req.query, 'The query');
    const entity = await access.read(entityRef, credentials, 'read');
    const { claim, scope, problems } = claimOf(entity, scopes);
    const body: EntityAlerts = {
      ...cutRules(
        rulesOf(
          { entity, entityRef, claim, scope },
          { inventory: alerts, scopes },
        ),
      ),
      sources: alertSources(),
      problems,
    };
    res.json(body);
  });

  router.get('/entities/:kind/:namespace/:name/signals', async (req, res) => {
    const { credentials, entityRef } = await named(req);
    readInput(noQuery, req.query, 'The query');
    const { entity, permissions } = await access.permissions(
      entityRef,
      credentials,
    );
    const { scope, problem } = scopes.of(entity, claimOf(entity, scopes).claim);
    const { limits, logs, signals } = options;
    const body: EntitySignals = {
      ...(scope && { kind: scope.kind }),
      panels: permissions.signals ? signals.panels(scope) : [],
      environments: permissions.signals ? signals.environments(scope) : [],
      logEnvironments: permissions.logs ? logs.environments(scope) : [],
      permissions,
      limits: {
        maxRangeSeconds: limits.maxRangeSeconds,
        maxLogRangeSeconds: limits.maxLogRangeSeconds,
        maxPoints: limits.maxPoints,
        maxLogLines: Math.min(limits.maxLogLines, 1_000),
      },
      sources: sources.prometheuses.map(({ state }) => state),
      problems: problem ? [problem] : [],
    };
    res.json(body);
  });

  addMeasuredRoutes(router, options, named);

  router.get('/alerts', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const query = readInput(alertsQuery, req.query, 'The query');
    const body: AlertList = {
      ...(await lists.list(credentials, query)),
      sources: alertSources(),
    };
    res.json(body);
  });

  router.post('/summaries', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { entityRefs } = readInput(entityRefsBody, req.body, 'The body');
    const body: EntitySummaries = {
      items: await lists.summaries(credentials, [...new Set(entityRefs)]),
      sources: alertSources(),
    };
    res.json(body);
  });

  router.use(upstreamErrors);
  return router;
}

function claimOf(entity: Entity, scopes: Scopes) {
  const { claim, problems } = readGrafanaClaim(entity);
  return { claim, problems, scope: scopes.of(entity, claim).scope };
}
