import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { readInput } from '@idp/parts-node';
import type {
  Change,
  ChangeDetails,
  ChangeFileList,
  ChangeList,
  ChangePreview,
  ForgeInfo,
  NameAvailability,
} from '@idp/plugin-changes-common';
import type { ForgeClient } from '@idp/plugin-changes-node';
import express from 'express';
import Router from 'express-promise-router';
import type { ChangeAccess } from '../access/ChangeAccess';
import type { GitPerson } from '../access/personLookup';
import type { ChangeFiles } from '../mirror/ChangeFiles';
import type { ChangesMirror } from '../mirror/ChangesMirror';
import type { Mergeability } from '../mirror/Mergeability';
import type { NameLookup } from '../names/NameLookup';
import type { ChangePreviews } from '../preview';
import { decideChange, type Decision } from './decideChange';
import { forgeErrors } from './forgeErrors';
import { changeId, listQuery, nameQuery } from './queries';

export interface RouterOptions {
  access: ChangeAccess;
  auditor: AuditorService;
  files: ChangeFiles;
  forge: ForgeClient;
  httpAuth: HttpAuthService;
  mergeability: Mergeability;
  mirror: ChangesMirror;
  names: NameLookup;
  previews: ChangePreviews;
  personOf: (
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ) => Promise<GitPerson>;
  /** Told of every decision that took place. */
  onDecided: (change: Change) => Promise<void>;
}

/** The HTTP API of the plugin. */
export function createRouter(options: RouterOptions): express.Router {
  const { access, files, forge, httpAuth, mergeability, mirror } = options;
  const { names, previews } = options;
  const router = Router();
  router.use(express.json({ limit: '10kb' }));

  const reader = async (req: express.Request) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    if (!(await access.mayRead(credentials))) {
      throw new NotAllowedError('You may not read changes.');
    }
    return credentials;
  };

  router.get('/forge', async (req, res) => {
    await reader(req);
    const { type, title, webUrl, reviewedInPortal } = forge;
    const { branch } = await mirror.head();
    const body: ForgeInfo = {
      type,
      title,
      webUrl,
      reviewedInPortal,
      baseBranch: branch,
    };
    res.json(body);
  });

  router.get('/changes', async (req, res) => {
    await reader(req);
    const { state, entityRef, author, q, cursor, limit } = readInput(
      listQuery,
      req.query,
      'The query',
    );
    const body: ChangeList = await mirror.list(
      {
        state: state === 'all' ? undefined : state,
        entityRef,
        author,
        text: q,
      },
      { cursor, limit },
    );
    res.json(body);
  });

  router.get('/changes/:id', async (req, res) => {
    const credentials = await reader(req);
    const change = await mirror.get(
      readInput(changeId, req.params.id, 'The id'),
    );
    const [merging, allowed] = await Promise.all([
      mergeability.of(change),
      access.mayDecide(credentials, change),
    ]);
    const may = allowed && change.state === 'open';
    const body: ChangeDetails = {
      ...change,
      mergeability: merging,
      permissions: { merge: may, close: may },
    };
    res.json(body);
  });

  router.get('/changes/:id/files', async (req, res) => {
    await reader(req);
    const change = await mirror.get(
      readInput(changeId, req.params.id, 'The id'),
    );
    const body: ChangeFileList = { items: await files.of(change) };
    res.json(body);
  });

  router.get('/changes/:id/preview', async (req, res) => {
    await reader(req);
    const change = await mirror.get(
      readInput(changeId, req.params.id, 'The id'),
    );
    const body: ChangePreview = await previews.of(change);
    res.json(body);
  });

  for (const decision of ['merge', 'close'] as Decision[]) {
    router.post(`/changes/:id/${decision}`, async (req, res) => {
      await reader(req);
      const id = readInput(changeId, req.params.id, 'The id');
      res.json(await decideChange(decision, id, req, options));
    });
  }

  router.get('/names', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const query = readInput(nameQuery, req.query, 'The query');
    const body: NameAvailability = await names.find(query, {
      showChanges: await access.mayRead(credentials),
    });
    res.json(body);
  });

  router.use(forgeErrors);
  return router;
}
