import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { createPlatformActions } from '../actions';
import { createPlatformActionsOptions } from '../options';
import { countCalls } from './countCalls';
import { createTestTask, type TestTask } from './createTestTask';
import { GROUPS, USERS, userInfoOf, type PersonName } from './people';

/** The actions on a forge, and tasks that people run with them. */
export function createPlatform(options: {
  forge: ForgeClient;
  kustomize?: boolean;
}) {
  const counted = countCalls(options.forge);
  const events = mockServices.events.mock();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: jest.fn(),
      fail: jest.fn(),
    })),
  });
  const actionsOptions = createPlatformActionsOptions({
    forge: counted.forge,
    auditor,
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [...USERS, ...GROUPS] }),
    config: mockServices.rootConfig({
      data: {
        app: { baseUrl: 'https://portal.example.com' },
        permission: { platform: { adminGroups: ['platform'] } },
      },
    }),
    events,
    logger: mockServices.logger.mock(),
    userInfo: { getUserInfo: userInfoOf },
  });
  if (!options.kustomize) actionsOptions.findKustomize = async () => undefined;
  const actions = new Map(
    createPlatformActions(actionsOptions).map(action => [action.id, action]),
  );
  const folders: string[] = [];

  return {
    ...counted,
    actions,
    actionsOptions,
    auditor,
    events,
    /** A task that a person starts from a golden path, in a workspace of its own. */
    task(person: PersonName | 'service', template = 'web-service') {
      const folder = mkdtempSync(join(tmpdir(), 'idp-task-'));
      folders.push(folder);
      const ref = `user:default/${person}`;
      const task = createTestTask({
        workspacePath: folder,
        user: ref,
        template,
        id: folder,
      });
      if (person === 'service') {
        task.credentials = mockCredentials.service();
        task.user = undefined;
      } else {
        task.user = {
          ref,
          entity: USERS.find(({ metadata }) => metadata.name === person),
        };
      }
      return Object.assign(task, {
        step: (id: string, input: Record<string, unknown>) =>
          task.run(actions.get(id)!, input),
        write: (files: Record<string, string | Buffer>) =>
          writeFiles(join(folder, 'repository'), files),
      });
    },
    cleanUp() {
      for (const folder of folders.splice(0)) {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A task of {@link createPlatform}. */
export type PlatformTask = ReturnType<
  ReturnType<typeof createPlatform>['task']
> &
  TestTask;

function writeFiles(
  root: string,
  files: Record<string, string | Buffer>,
): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
