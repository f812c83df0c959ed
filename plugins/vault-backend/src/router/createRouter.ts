import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { entityParams, readInput, upstreamErrors } from '@idp/parts-node';
import type {
  EntitySecrets,
  RotationCalendar,
  SecretList,
  SourceState,
} from '@idp/plugin-vault-common';
import express from 'express';
import Router from 'express-promise-router';
import type { EntityAccess } from '../access/EntityAccess';
import type { DeliveryRefresh } from '../entities/DeliveryRefresh';
import type { EntitySecretsReader } from '../entities/EntitySecretsReader';
import type { SecretLists } from '../list/SecretLists';
import { deliveryParams, listQuery, nothing, rotationsQuery } from './queries';

export interface RouterOptions {
  access: EntityAccess;
  httpAuth: HttpAuthService;
  lists: SecretLists;
  refresh: DeliveryRefresh;
  secrets: EntitySecretsReader;
  sources: () => SourceState[];
}

/** The HTTP API of the plugin. Nothing of it takes or returns a value. */
export function createRouter(options: RouterOptions): express.Router {
  const { access, httpAuth, lists, refresh, secrets, sources } = options;
  const router = Router();
  router.use(express.json({ limit: '1kb' }));

  router.get('/entities/:kind/:namespace/:name/secrets', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const entityRef = stringifyEntityRef(
      readInput(entityParams, req.params, 'The path'),
    );
    const { entity, permissions } = await access.read(entityRef, credentials);
    const body: EntitySecrets = secrets.read(entity, permissions);
    res.json(body);
  });

  router.post(
    '/entities/:kind/:namespace/:name/deliveries/:cluster/:deliveryNamespace/:delivery/refresh',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { cluster, deliveryNamespace, delivery, ...entity } = readInput(
        deliveryParams,
        req.params,
        'The path',
      );
      readInput(nothing, req.body ?? {}, 'The body');
      await refresh.do({
        actor: credentials.principal.userEntityRef,
        credentials,
        delivery: { cluster, namespace: deliveryNamespace, name: delivery },
        entityRef: stringifyEntityRef(entity),
        request: req,
      });
      res.status(204).end();
    },
  );

  router.get('/secrets', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { cursor, limit, ...filter } = readInput(
      listQuery,
      req.query,
      'The query',
    );
    const list = await lists.list(credentials, { filter, cursor, limit });
    if (!list) throw new NotAllowedError('You may not see any secrets');
    const body: SecretList = { ...list, sources: sources() };
    res.json(body);
  });

  router.get('/rotations', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const days = readInput(rotationsQuery, req.query, 'The query');
    const calendar = await lists.rotations(credentials, days);
    if (!calendar) throw new NotAllowedError('You may not see any secrets');
    const body: RotationCalendar = calendar;
    res.json(body);
  });

  router.use(upstreamErrors);
  return router;
}
