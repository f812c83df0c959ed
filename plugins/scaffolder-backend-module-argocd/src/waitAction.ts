import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError, ResponseError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ArgoCDApi, EntityApplications } from '@idp/plugin-argocd-common';
import { deploymentState } from './deploymentState';

/** What the action needs; times are set by tests. */
export interface WaitOptions {
  auth: AuthService;
  argocd: Pick<ArgoCDApi, 'getEntityApplications'>;
  pollMs?: number;
  now?: () => number;
}

/** `argocd:deployment:wait`: until all Applications of an entity run a change and are healthy. */
export function createWaitAction(options: WaitOptions) {
  const { argocd, auth, pollMs = 5_000, now = Date.now } = options;
  return createTemplateAction({
    id: 'argocd:deployment:wait',
    description:
      'Waits until Argo CD has deployed a change: all Applications of an entity have seen the commit, are synced and healthy. A task that is run again goes on with the same deadline',
    examples: [
      {
        description: 'Wait until a merged change runs everywhere',
        example: `steps:
  - id: wait
    name: Wait until it runs
    action: argocd:deployment:wait
    input:
      entityRef: component:payments/orders
      revision: 6dcb09b5b57875f334f61aebed695e2e4193db5e
      timeoutMinutes: 15
`,
      },
    ],
    schema: {
      input: {
        entityRef: z =>
          z.string().describe('A full reference of what is deployed'),
        revision: z =>
          z
            .string()
            .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
            .optional()
            .describe('The commit that was merged; without it the state alone'),
        mergedAt: z =>
          z
            .string()
            .datetime()
            .optional()
            .describe('When it was merged: a later commit will do, too'),
        instances: z =>
          z
            .array(z.string())
            .min(1)
            .optional()
            .describe('On these Argo CDs; on all when absent'),
        timeoutMinutes: z => z.number().min(1).max(120).default(15),
      },
      output: {
        applications: z =>
          z
            .array(
              z.object({
                instance: z.string(),
                namespace: z.string(),
                name: z.string(),
                url: z.string().optional(),
              }),
            )
            .describe('What runs the change'),
      },
    },
    async handler(ctx) {
      const { entityRef, timeoutMinutes, ...wanted } = ctx.input;
      requireEntityRef(entityRef);
      const startedAt = await ctx.checkpoint({
        key: `argocd.deployment.wait.v1.${entityRef}.${wanted.revision ?? ''}`,
        fn: async () => now(),
      });
      const deadline = startedAt + timeoutMinutes * 60_000;
      let told = '';
      for (;;) {
        const answer = await ask(ctx);
        const state = answer
          ? deploymentState(answer, wanted)
          : {
              done: false,
              waitingFor: ['the portal cannot say at the moment'],
            };
        if (state.done && answer) {
          ctx.output(
            'applications',
            answer.applications
              .filter(
                ({ ref }) =>
                  !wanted.instances || wanted.instances.includes(ref.instance),
              )
              .map(({ ref, url }) => ({ ...ref, ...(url && { url }) })),
          );
          ctx.logger.info(`${entityRef} runs it`);
          return;
        }
        const words = state.waitingFor.join('; ');
        if (now() >= deadline) {
          throw new Error(
            `${entityRef} does not run it after ${timeoutMinutes} minutes. ${words}`,
          );
        }
        if (words !== told) ctx.logger.info(`Waiting. ${words}`);
        told = words;
        await sleep(pollMs, undefined, { signal: ctx.signal });
      }
    },
  });

  /** Undefined where the portal's backend is away for a moment; a refusal ends the step. */
  async function ask(ctx: {
    input: { entityRef: string };
    getInitiatorCredentials: () => Promise<any>;
  }): Promise<EntityApplications | undefined> {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await ctx.getInitiatorCredentials(),
      targetPluginId: 'idp-argocd',
    });
    try {
      return await argocd.getEntityApplications(ctx.input.entityRef, { token });
    } catch (error) {
      // What was merged a moment ago may not be in the catalog yet.
      const lasting =
        error instanceof ResponseError &&
        [400, 401, 403].includes(error.statusCode);
      if (lasting) throw error;
      return undefined;
    }
  }
}

function requireEntityRef(text: string): void {
  try {
    parseEntityRef(text);
  } catch {
    throw new InputError(
      `entityRef is '${text}': write a full reference, such as component:payments/orders`,
    );
  }
}
