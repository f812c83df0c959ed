import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { editYaml } from '@idp/platform-contract';
import { LIMITS } from '../lib/limits';
import { decodeUtf8, quoted } from '../lib/text';
import {
  readRepositoryFile,
  refuseTooLarge,
  writeRepositoryFile,
} from '../lib/workspace';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** `platform:yaml:edit`: edits of a YAML file in the workspace, with its comments and order kept. */
export function createYamlEditAction() {
  return createTemplateAction({
    id: 'platform:yaml:edit',
    description:
      "Edits a YAML file in the workspace's repository/ and keeps its comments and order. The same edits again change nothing",
    supportsDryRun: true,
    examples: [
      {
        description: 'A new release: image and number of replicas',
        example: `steps:
  - id: release
    name: Set the image
    action: platform:yaml:edit
    input:
      path: gitops/tenants/payments/workloads/orders/overlays/local/release.yaml
      edits:
        - at: [spec, image]
          op: set
          value: ghcr.io/acme/orders:1.6.0
        - at: [spec, replicas]
          op: set
          value: 3
`,
      },
      {
        description: 'A tag, unless the list has it already',
        example: `steps:
  - id: tag
    name: Tag the workload
    action: platform:yaml:edit
    input:
      path: gitops/tenants/payments/workloads/orders/base/workload.yaml
      edits:
        - at: [spec, catalog, tags]
          op: append
          value: java
          unique: true
`,
      },
    ],
    schema: {
      input: {
        path: z =>
          z
            .string()
            .max(LIMITS.pathLength)
            .describe('The file, from the root of the GitOps repository'),
        edits: z =>
          z
            .array(
              z
                .object({
                  at: z
                    .array(z.union([z.string(), z.number().int().min(0)]))
                    .max(20)
                    .describe('Keys and list positions from the root'),
                  op: z
                    .enum(['set', 'append', 'remove', 'merge'])
                    .describe('What to do there'),
                  value: z
                    .any()
                    .optional()
                    .describe('For set, append and merge'),
                  unique: z
                    .boolean()
                    .optional()
                    .describe('For append: only when the list lacks the value'),
                })
                .strict(),
            )
            .min(1)
            .max(100)
            .describe('The edits, in their order'),
      },
      output: {
        changed: z => z.boolean().describe('Whether the file is another now'),
      },
    },
    async handler(ctx) {
      const { path, edits } = ctx.input;
      if (!/\.ya?ml$/u.test(path)) {
        throw new InputError(
          `platform:yaml:edit edits YAML files, and ${quoted(
            path,
          )} is none by its name.`,
        );
      }
      for (const { at, value } of edits) {
        for (const key of at) refuseKey(String(key));
        refuseForbiddenKeys(value);
      }
      refuseTooLarge(JSON.stringify(edits).length, path);
      ctx.signal?.throwIfAborted();
      const content = await readRepositoryFile(ctx.workspacePath, path);
      if (!content) {
        throw new NotFoundError(
          `The workspace has no ${quoted(
            path,
          )}. Fetch it with platform:gitops:fetch, or render a skeleton, before this step.`,
        );
      }
      const before = decodeUtf8(content);
      if (before === undefined) {
        throw new InputError(`${path} is not a UTF-8 text.`);
      }
      const after = editYaml(path, before, edits);
      if (after !== before) {
        await writeRepositoryFile(ctx.workspacePath, path, after);
      }
      ctx.logger.info(
        after === before ? `${path} says all of it already` : `Edited ${path}`,
      );
      ctx.output('changed', after !== before);
    },
  });
}

function refuseForbiddenKeys(value: unknown, depth = 0): void {
  if (depth > 50) throw new InputError('A value is nested too deeply.');
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    refuseKey(key);
    refuseForbiddenKeys(item, depth + 1);
  }
}

function refuseKey(key: string): void {
  if (FORBIDDEN_KEYS.has(key)) {
    throw new InputError(`The key ${key} may not be written.`);
  }
}
