import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { nameProblem } from '@idp/platform-contract';
import { judgeWorkspace, requireNoProblems } from '../lib/judgeWorkspace';
import type { PlatformActionsOptions } from '../options';

/** `platform:check`: the verdict on what the workspace would change. */
export function createCheckAction(options: PlatformActionsOptions) {
  return createTemplateAction({
    id: 'platform:check',
    description:
      'Judges what the workspace would change of a tenant: paths, text, contract, ownership by the signed-in person, and, where kustomize is found, the rendered manifests. Fails with every problem',
    supportsDryRun: true,
    examples: [
      {
        description: 'Check a tenant before its change is opened',
        example: `steps:
  - id: check
    name: Check the change
    action: platform:check
    input:
      tenant: payments
`,
      },
    ],
    schema: {
      input: {
        tenant: z =>
          z
            .string()
            .min(1)
            .max(100)
            .describe('The one tenant that the change is about'),
      },
      output: {
        verdict: z =>
          z.string().describe('Markdown: each rule and what came of it'),
      },
    },
    async handler(ctx) {
      const problem = nameProblem('tenant', ctx.input.tenant);
      if (problem) throw new InputError(problem);
      const { judgement } = await judgeWorkspace(
        ctx,
        options,
        ctx.input.tenant,
      );
      ctx.output('verdict', judgement.verdict);
      requireNoProblems(judgement);
      ctx.logger.info(judgement.verdict);
    },
  });
}
