import { stringifyEntityRef } from '@backstage/catalog-model';
import { readInput } from '@idp/parts-node';
import type { Request, Router } from 'express';
import type { RouterOptions } from './createRouter';
import {
  applicationParams,
  compareQuery,
  diffQuery,
  eventsQuery,
  refreshBody,
  syncBody,
  terminateBody,
} from './queries';
import { unconfirmed, type Write } from '../writes/ApplicationWrites';
import { findApplication } from '../entities/findApplication';
import type { Entry } from '../index/Entry';

const BASE =
  '/entities/:kind/:namespace/:name/applications/:instance/:appNamespace/:app';

/** The routes of one Application of one entity. */
export function addApplicationRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { confirmDetails, details, httpAuth, writes } = options;

  const named = async (req: Request) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { instance, appNamespace, app, ...entity } = readInput(
      applicationParams,
      req.params,
      'The path',
    );
    const entityRef = stringifyEntityRef(entity);
    const application = { instance, namespace: appNamespace, name: app };
    const find = () =>
      findApplication(options, { application, credentials, entityRef });
    return { application, credentials, entityRef, find };
  };

  const detail = <Q>(
    what: string,
    readQuery: (query: unknown) => Q,
    answer: (entry: Entry, query: Q) => Promise<object>,
  ) => {
    router.get(`${BASE}/${what}`, async (req, res) => {
      const { application, entityRef, find } = await named(req);
      const query = readQuery(req.query);
      const { entry, confirmed } = await find();
      if (confirmDetails && !confirmed) {
        throw unconfirmed(entityRef, application.name);
      }
      res.json(await answer(entry, query));
    });
  };
  const inQuery =
    <T extends Parameters<typeof readInput>[0]>(schema: T) =>
    (query: unknown) =>
      readInput(schema, query, 'The query');

  detail('resources', inQuery(terminateBody), entry =>
    details.resources(entry),
  );
  detail('diff', inQuery(diffQuery), (entry, query) =>
    details.diff(entry, 'name' in query ? query : undefined),
  );
  detail('events', inQuery(eventsQuery), (entry, query) =>
    details.events(entry, 'name' in query ? query : undefined),
  );
  detail('compare', inQuery(compareQuery), (entry, query) =>
    details.compare(entry, query),
  );
  detail('sync-windows', inQuery(terminateBody), entry =>
    details.syncWindows(entry),
  );

  const write = (
    action: Write['action'],
    readBody: (body: unknown) => Write['body'],
  ) => {
    router.post(`${BASE}/${action}`, async (req, res) => {
      const { application, credentials, entityRef, find } = await named(req);
      await writes.do({
        write: { action, body: readBody(req.body ?? {}) } as Write,
        actor: credentials.principal.userEntityRef,
        application,
        entityRef,
        find,
        request: req,
      });
      res.status(204).end();
    });
  };
  write('refresh', body => readInput(refreshBody, body, 'The body'));
  write('sync', body => readInput(syncBody, body, 'The body'));
  write('terminate', body => readInput(terminateBody, body, 'The body'));
}
