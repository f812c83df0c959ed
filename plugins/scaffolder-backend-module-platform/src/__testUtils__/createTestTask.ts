import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { UserEntity } from '@backstage/catalog-model';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';

/** A running task, for tests: steps share its workspace, and its checkpoints outlive a rerun. */
export interface TestTask {
  workspacePath: string;
  isDryRun: boolean;
  signal?: AbortSignal;
  credentials: BackstageCredentials;
  user?: { ref?: string; entity?: UserEntity };
  templateInfo?: ActionContext<any, any>['templateInfo'];
  /** Lines of the task's log. */
  log: string[];
  checkpoints: Map<string, unknown>;
  /** Runs a step and answers its outputs; those of a step that fails are in `lastOutputs`. */
  run(
    action: TemplateAction<any, any, any>,
    input: Record<string, unknown>,
  ): Promise<Record<string, any>>;
  lastOutputs: Record<string, any>;
}

/** A task of a golden path that a person runs in a workspace. */
export function createTestTask(options: {
  workspacePath: string;
  user?: string;
  template?: string;
  id?: string;
}): TestTask {
  const { workspacePath, user = 'user:default/sam' } = options;
  const template = options.template ?? 'web-service';
  const task: TestTask = {
    workspacePath,
    isDryRun: false,
    credentials: mockCredentials.user(user as `user:default/${string}`),
    user: { ref: user },
    templateInfo: {
      entityRef: `template:default/${template}`,
      entity: {
        metadata: {
          name: template,
          title: `Golden path ${template}`,
          annotations: { 'platform.idp/template-version': '1' },
        },
      },
    },
    log: [],
    checkpoints: new Map(),
    lastOutputs: {},
    async run(action, input) {
      const outputs: Record<string, any> = {};
      task.lastOutputs = outputs;
      const log = (message: string) => task.log.push(message);
      await action.handler({
        input,
        task: { id: options.id ?? 'task-1' },
        workspacePath,
        logger: mockServices.logger.mock({
          info: log,
          warn: log,
          error: log,
        }),
        isDryRun: task.isDryRun,
        signal: task.signal,
        user: task.user,
        templateInfo: task.templateInfo,
        getInitiatorCredentials: async () => task.credentials,
        createTemporaryDirectory: async () => {
          throw new Error('not in this test');
        },
        checkpoint: async <T>({
          key,
          fn,
        }: {
          key: string;
          fn: () => Promise<T>;
        }) => {
          if (!task.checkpoints.has(key)) {
            task.checkpoints.set(key, JSON.parse(JSON.stringify(await fn())));
          }
          return task.checkpoints.get(key) as T;
        },
        output: (name: string, value: unknown) => {
          outputs[name] = value;
        },
      } as unknown as ActionContext<any, any>);
      return outputs;
    },
  };
  return task;
}
