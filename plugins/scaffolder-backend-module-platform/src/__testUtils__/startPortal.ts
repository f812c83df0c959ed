import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { createLocalForge, forgeServiceRef } from '@idp/plugin-changes-node';
import { parse } from 'yaml';
import scaffolderModulePlatform from '..';
import { findKustomize } from '@idp/kustomize';
import { countCalls } from './countCalls';
import { GROUPS, USERS, userInfoOf, type PersonName } from './people';
import { repositoryFiles } from './repositoryFiles';

const TEMPLATES = resolve(__dirname, '../../../../templates');
export const GOLDEN_PATHS = [
  'onboard-tenant',
  'web-service',
  'add-secret',
  'release',
  'roll-back',
  'rotate-secret',
];

/** What came of a task. */
export interface FinishedTask {
  status: string;
  output: { links?: Array<{ url: string }>; text?: Array<{ content: string }> };
  log: string;
}

/** The real scaffolder with this module, the repository's golden paths, and a local forge in a temporary folder. */
export async function startPortal() {
  const folder = mkdtempSync(join(tmpdir(), 'idp-portal-'));
  const seed = join(folder, 'seed');
  for (const [path, text] of Object.entries(repositoryFiles())) {
    mkdirSync(dirname(join(seed, path)), { recursive: true });
    writeFileSync(join(seed, path), text);
  }
  const local = createLocalForge({
    path: join(folder, 'forge.git'),
    seedFrom: seed,
    branchPrefix: 'portal/',
    portal: { name: 'Portal', email: 'portal@example.com' },
    logger: mockServices.logger.mock(),
  });
  const counted = countCalls(local);
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModulePlatform,
      catalogServiceMock.factory({
        entities: [...USERS, ...GROUPS, ...GOLDEN_PATHS.map(templateEntity)],
      }),
      createServiceFactory({
        service: forgeServiceRef,
        deps: {},
        factory: () => counted.forge,
      }),
      mockServices.userInfo.mock({ getUserInfo: userInfoOf }).factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com' },
          permission: { platform: { adminGroups: ['platform'] } },
        },
      }),
    ],
  });
  const url = `http://127.0.0.1:${backend.server.port()}/api/scaffolder/v2`;

  return {
    ...counted,
    local,
    /** Whether this machine can render manifests. */
    kustomize: (await findKustomize()) !== undefined,
    /** Fills the form of a golden path in somebody's name and waits for the end of its task. */
    async run(
      person: PersonName,
      goldenPath: string,
      values: object,
    ): Promise<FinishedTask> {
      const headers = {
        'Content-Type': 'application/json',
        Authorization: mockCredentials.user.header(`user:default/${person}`),
      };
      const created = await fetch(`${url}/tasks`, {
        method: 'POST',
        headers,
        body: JSON.stringify({
          templateRef: `template:default/${goldenPath}`,
          values,
        }),
      });
      if (!created.ok) throw new Error(await created.text());
      const { id } = (await created.json()) as { id: string };
      const stream = await fetch(`${url}/tasks/${id}/eventstream`, { headers });
      const events = (await stream.text())
        .split('\n')
        .filter(line => line.startsWith('data: '))
        .map(line => JSON.parse(line.slice(6)));
      const task = await fetch(`${url}/tasks/${id}`, { headers });
      const { status } = (await task.json()) as { status: string };
      const completion = events.find(({ type }) => type === 'completion');
      return {
        status,
        output: completion?.body.output ?? {},
        log: events.map(({ body }) => body.message).join('\n'),
      };
    },
    /** Every file of main below gitops/, as text. */
    async filesOnMain(): Promise<Map<string, string>> {
      const { commit } = await local.getHead();
      const entries = await local.listFiles({ commit, folder: 'gitops' });
      const files = await local.readFiles({
        commit,
        paths: entries.map(({ path }) => path),
      });
      return new Map(
        [...files].map(([path, { content }]) => [path, `${content}`]),
      );
    },
    async stop() {
      await backend.stop();
      await local.close?.();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function templateEntity(name: string): Entity {
  const file = join(TEMPLATES, name, 'template.yaml');
  const entity = parse(readFileSync(file, 'utf8')) as Entity;
  const location = `file:${file}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      namespace: 'default',
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
  };
}
