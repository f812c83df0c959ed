import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { readInput } from '@idp/parts-node';
import {
  readGrafanaClaim,
  type EntityLogs,
  type EntityMarkers,
  type SignalData,
} from '@idp/plugin-grafana-common';
import type { EntityScope } from '@idp/plugin-grafana-node';
import type { Request, Router } from 'express';
import type { RouterOptions } from './createRouter';
import { logsQuery, panelParams, rangeQuery, signalQuery } from './queries';

type Named = (req: Request) => Promise<{
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  entityRef: string;
}>;

const BASE = '/entities/:kind/:namespace/:name';

/** The routes that ask an upstream: charts, marks and lines, always of the scope that somebody other than the author confirms. */
export function addMeasuredRoutes(
  router: Router,
  options: Pick<
    RouterOptions,
    'access' | 'audit' | 'logs' | 'markers' | 'scopes' | 'signals'
  >,
  named: Named,
): void {
  const { access, audit, logs, markers, scopes, signals } = options;

  const scopeOf = (entity: Entity, entityRef: string): EntityScope => {
    const { scope, problem } = scopes.of(
      entity,
      readGrafanaClaim(entity).claim,
    );
    if (scope?.namespace) return scope;
    throw new NotFoundError(problem ?? `Nothing is measured of ${entityRef}`);
  };

  router.get(`${BASE}/signals/:panel`, async (req, res) => {
    const { credentials, entityRef } = await named(req);
    const { panel } = readInput(panelParams, req.params, 'The path');
    const query = readInput(signalQuery, req.query, 'The query');
    const entity = await access.read(entityRef, credentials, 'signals');
    const body: SignalData = await signals.read(scopeOf(entity, entityRef), {
      panel,
      ...query,
    });
    res.json(body);
  });

  router.get(`${BASE}/markers`, async (req, res) => {
    const { credentials, entityRef } = await named(req);
    const query = readInput(rangeQuery, req.query, 'The query');
    await access.read(entityRef, credentials, 'signals');
    const body: EntityMarkers = await markers.read(
      entityRef,
      query,
      credentials,
    );
    res.json(body);
  });

  router.get(`${BASE}/logs`, async (req, res) => {
    const { credentials, entityRef } = await named(req);
    const query = readInput(logsQuery, req.query, 'The query');
    const body: EntityLogs = await audit.read(
      {
        actor: credentials.principal.userEntityRef,
        entityRef,
        environment: query.environment,
        following: query.after !== undefined,
        searched: Boolean(query.search),
        request: req,
      },
      async () => {
        const entity = await access.read(entityRef, credentials, 'logs');
        return logs.read(scopeOf(entity, entityRef), query);
      },
    );
    res.json(body);
  });
}
