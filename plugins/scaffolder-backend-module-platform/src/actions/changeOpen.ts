import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  entityRefsOfPaths,
  ENVIRONMENTS,
  parsePath,
  paths,
  type EnvironmentName,
} from '@idp/platform-contract';
import type { OpenChangeRequest } from '@idp/plugin-changes-node';
import { changeKey, goldenPathOf } from '../lib/changeKey';
import { domainsOf } from '../lib/describe';
import type { Judgement } from '../lib/judge';
import { judgeWorkspace, requireNoProblems } from '../lib/judgeWorkspace';
import { LIMITS } from '../lib/limits';
import { neutralise } from '../lib/markdown';
import { changeBody } from '../lib/changeBody';
import { announce, openOnce, requireMayUpdate } from '../lib/submitChange';
import { oneLine } from '../lib/text';
import type { PlatformActionsOptions } from '../options';

/** `platform:change:open`: one pull request with what the workspace changes. */
export function createChangeOpenAction(options: PlatformActionsOptions) {
  return createTemplateAction({
    id: 'platform:change:open',
    description:
      "Opens one pull request on the GitOps repository with everything that differs in the workspace's repository/, in the name of the signed-in person. The same change again updates the same pull request. Judges the change itself, whatever the template checked before",
    supportsDryRun: true,
    examples: [
      {
        description: 'Open the change of a new workload',
        example: `steps:
  - id: open
    name: Open the pull request
    action: platform:change:open
    input:
      subject: payments--orders
      title: Add workload orders to tenant payments
      description: Takes over from the old order service
`,
      },
    ],
    schema: {
      input: {
        subject: z =>
          z
            .string()
            .min(1)
            .max(100)
            .describe(
              'What the change is about: the tenant, or <tenant>--<workload>. The branch is named after the golden path and this',
            ),
        title: z =>
          z
            .string()
            .min(1)
            .max(LIMITS.title)
            .describe("The pull request's title, one line of plain text"),
        description: z =>
          z
            .string()
            .max(LIMITS.description)
            .optional()
            .describe(
              'Why, in the words of the person: plain text, quoted in the pull request',
            ),
      },
      output: {
        outcome: z =>
          z
            .enum(['opened', 'updated', 'unchanged', 'dry-run'])
            .describe(
              'What came of it; unchanged without a changeId means that main says all of it already',
            ),
        changeId: z =>
          z.string().optional().describe("The forge's number of the change"),
        changeUrl: z =>
          z
            .string()
            .optional()
            .describe(
              'Where to read and merge it: in the portal or on the forge',
            ),
        entityRefs: z =>
          z
            .array(z.string())
            .describe('The tenants and workloads that the change touches'),
        summary: z =>
          z.string().describe('Markdown: the text of the pull request'),
        verdict: z =>
          z.string().describe('Markdown: each rule and what came of it'),
      },
    },
    async handler(ctx) {
      const goldenPath = goldenPathOf(ctx.templateInfo);
      const title = neutralise(oneLine(ctx.input.title)).slice(0, LIMITS.title);
      if (!title) throw new InputError('The title of the change is empty.');

      const { judgement, person, base, head } = await judgeWorkspace(
        ctx,
        options,
      );
      ctx.output('verdict', judgement.verdict);
      requireNoProblems(judgement);

      const { edits, tenant } = judgement;
      const key = changeKey(goldenPath.name, ctx.input.subject, tenant);
      const entityRefs = entityRefsOfPaths(edits.map(({ path }) => path));
      const body = changeBody({
        judgement,
        goldenPath,
        person,
        description: ctx.input.description,
        domains: await domainsAt(options, head.commit, judgement),
        portalUrl: options.portalUrl,
      });
      ctx.output('entityRefs', entityRefs);
      ctx.output('summary', body);

      if (edits.length === 0) {
        ctx.logger.info(
          `${head.branch} says all of it already: no pull request is needed`,
        );
        ctx.output('outcome', 'unchanged');
        return;
      }
      const request: OpenChangeRequest = {
        key,
        title,
        body,
        author: person.author,
        entityRefs,
        files: edits,
        baseCommit: base?.commit ?? head.commit,
        beforeUpdate: existing =>
          requireMayUpdate(existing, person, judgement.createsTenant),
        goldenPath: {
          entityRef: goldenPath.entityRef,
          title: goldenPath.title,
          version: goldenPath.version,
        },
      };
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: would open "${title}" (${key}) with ${edits
            .map(edit => `${'delete' in edit ? '-' : '+'}${edit.path}`)
            .join(', ')}`,
        );
        ctx.output('outcome', 'dry-run');
        return;
      }

      ctx.signal?.throwIfAborted();
      const opened = await openOnce(ctx, options, request);
      if (opened.outcome !== 'unchanged') await announce(options, opened);
      ctx.logger.info(
        opened.changeId
          ? `Change ${opened.changeId} ${opened.outcome}: ${opened.changeUrl}`
          : `${head.branch} says all of it already: no pull request is needed`,
      );
      ctx.output('outcome', opened.outcome);
      if (opened.changeId) {
        ctx.output('changeId', opened.changeId);
        ctx.output('changeUrl', opened.changeUrl);
      }
    },
  });
}

/** Where a new workload will answer; read only when there is one. */
async function domainsAt(
  { main, references }: PlatformActionsOptions,
  commit: string,
  { edits, before }: Judgement,
): Promise<Partial<Record<EnvironmentName, string>>> {
  const createsWorkload = edits.some(
    ({ path }) =>
      parsePath(path)?.kind === 'workload-file' && !before.has(path),
  );
  if (!createsWorkload) return {};
  const files =
    (await references.known()) ??
    (await main.readPaths(commit, ENVIRONMENTS.map(paths.environment)));
  return domainsOf(
    new Map([...files].map(([path, { content }]) => [path, `${content}`])),
  );
}
