import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  addSecretToWorkload,
  nameProblem,
  paths,
  vaultPath,
} from '@idp/platform-contract';
import { decodeUtf8 } from '../lib/text';
import { readRepositoryFolder, writeRepositoryFile } from '../lib/workspace';

const SECRETS = 20;
const KEYS = 50;

/** `platform:secrets:add`: ExternalSecrets for a workload in the workspace. */
export function createSecretsAddAction() {
  return createTemplateAction({
    id: 'platform:secrets:add',
    description:
      'Adds secrets to a workload in the workspace: an ExternalSecret each, its place in the base, and its reference in envFrom. Only names are written; somebody fills the values in Vault',
    supportsDryRun: true,
    examples: [
      {
        description:
          'Two secrets; of the second only the keys username and password are delivered',
        example: `steps:
  - id: secrets
    name: Add the secrets
    action: platform:secrets:add
    input:
      tenant: payments
      workload: orders
      secrets:
        - name: database
        - name: smtp
          keys: [username, password]
`,
      },
    ],
    schema: {
      input: {
        tenant: z => z.string().max(100).describe("The tenant's name"),
        workload: z => z.string().max(100).describe("The workload's name"),
        secrets: z =>
          z
            .array(
              z
                .object({
                  name: z
                    .string()
                    .max(100)
                    .describe(
                      "The secret's name, the last part of its path in Vault",
                    ),
                  keys: z
                    .array(z.string().min(1).max(253))
                    .max(KEYS)
                    .optional()
                    .describe(
                      'The keys to deliver; all that are at the path when absent or empty',
                    ),
                })
                .strict(),
            )
            .max(SECRETS)
            .describe('The secrets to add; one that is there already stays'),
      },
      output: {
        files: z =>
          z.array(z.string()).describe('The files that were written, sorted'),
        vaultPaths: z =>
          z
            .array(z.string())
            .describe('The paths in Vault that somebody must fill'),
      },
    },
    async handler(ctx) {
      const { tenant, workload } = ctx.input;
      requireName('tenant', tenant);
      requireName('workload', workload);
      const secrets = ctx.input.secrets.map(({ name, keys }) => {
        requireName('secret', name);
        return keys?.length ? { name, keys } : { name };
      });
      const names = secrets.map(secret => secret.name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice) {
        throw new InputError(
          `The secret ${twice} is named twice. Name each secret once.`,
        );
      }

      const folder = `${paths.workload(tenant, workload)}/`;
      const files = new Map<string, string>();
      const workspace = await readRepositoryFolder(
        ctx.workspacePath,
        ctx.signal,
      );
      for (const [path, content] of workspace) {
        if (!path.startsWith(folder)) continue;
        const text = decodeUtf8(content);
        if (text === undefined) {
          throw new InputError(`${path} is not a UTF-8 text.`);
        }
        files.set(path, text);
      }
      if (!files.has(paths.workloadFile(tenant, workload))) {
        throw new NotFoundError(
          `The workspace has no workload ${workload} of tenant ${tenant}. Fetch ${folder} with platform:gitops:fetch, or render its skeleton, before this step.`,
        );
      }

      const changed = secrets.length
        ? addSecretToWorkload({ files, tenant, workload, secrets })
        : new Map<string, string>();
      const written: string[] = [];
      for (const [path, text] of changed) {
        if (files.get(path) === text) continue;
        await writeRepositoryFile(ctx.workspacePath, path, text);
        written.push(path);
      }
      ctx.logger.info(
        written.length
          ? `Wrote ${written.sort().join(', ')}`
          : 'The workload has these secrets already',
      );
      ctx.output('files', written.sort());
      ctx.output(
        'vaultPaths',
        names.map(name => vaultPath(tenant, workload, name)),
      );
    },
  });
}

function requireName(
  kind: 'tenant' | 'workload' | 'secret',
  value: string,
): void {
  const problem = nameProblem(kind, value);
  if (problem) throw new InputError(problem);
}
