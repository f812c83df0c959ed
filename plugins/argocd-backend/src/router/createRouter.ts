import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  entityParams,
  entityRefsBody,
  readInput,
  upstreamErrors,
} from '@idp/parts-node';
import type {
  ApplicationList,
  EntityApplications,
  EntitySummaries,
  InstanceState,
} from '@idp/plugin-argocd-common';
import express from 'express';
import Router from 'express-promise-router';
import type { EntityAccess } from '../access/EntityAccess';
import type { EntityApplicationsReader } from '../entities/EntityApplicationsReader';
import type { ApplicationLists } from '../list/ApplicationLists';
import type { ApplicationDetails } from '../details/ApplicationDetails';
import type { ApplicationWrites } from '../writes/ApplicationWrites';
import { addApplicationRoutes } from './applicationRoutes';
import { listQuery } from './queries';

export interface RouterOptions {
  access: EntityAccess;
  applications: EntityApplicationsReader;
  /** Details of an Application need a confirmed claim. */
  confirmDetails: boolean;
  details: ApplicationDetails;
  httpAuth: HttpAuthService;
  instances: () => InstanceState[];
  lists: ApplicationLists;
  writes: ApplicationWrites;
}

/** The HTTP API of the plugin. */
export function createRouter(options: RouterOptions): express.Router {
  const { access, applications, httpAuth, instances, lists } = options;
  const router = Router();
  // 500 references of entities
  router.use(express.json({ limit: '200kb' }));

  router.get(
    '/entities/:kind/:namespace/:name/applications',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const entityRef = stringifyEntityRef(
        readInput(entityParams, req.params, 'The path'),
      );
      const { entity, permissions } = await access.read(entityRef, credentials);
      const body: EntityApplications = applications.read(entity, permissions);
      res.json(body);
    },
  );

  router.get('/applications', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { cursor, limit, ...filter } = readInput(
      listQuery,
      req.query,
      'The query',
    );
    const list = await lists.list(credentials, { filter, cursor, limit });
    if (!list) throw new NotAllowedError('You may not see any Applications');
    const body: ApplicationList = { ...list, instances: instances() };
    res.json(body);
  });

  router.post('/summaries', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { entityRefs } = readInput(entityRefsBody, req.body, 'The body');
    const body: EntitySummaries = {
      items: await lists.summaries(credentials, [...new Set(entityRefs)]),
    };
    res.json(body);
  });

  addApplicationRoutes(router, options);
  router.use(upstreamErrors);
  return router;
}
