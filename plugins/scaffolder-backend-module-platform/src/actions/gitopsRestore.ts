import { rm } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readBaseRecord } from '../lib/baseRecord';
import { LIMITS } from '../lib/limits';
import { requireRepositoryPath } from '../lib/repositoryPath';
import {
  readRepositoryFolder,
  REPOSITORY_FOLDER,
  writeRepositoryFile,
} from '../lib/workspace';
import type { PlatformActionsOptions } from '../options';

const REVISION = /^[0-9a-f]{40}$/u;

/** `platform:gitops:restore`: files of the workspace as an earlier commit had them. */
export function createGitopsRestoreAction(
  options: Pick<PlatformActionsOptions, 'main'>,
) {
  return createTemplateAction({
    id: 'platform:gitops:restore',
    description: `Makes files and folders in the workspace's ${REPOSITORY_FOLDER}/ what they were at an earlier commit of the GitOps repository. They are fetched by platform:gitops:fetch before; what came after that commit is gone. It is judged and reviewed like everything else`,
    supportsDryRun: true,
    examples: [
      {
        description: 'The release of a workload as it was',
        example: `steps:
  - id: restore
    name: Go back
    action: platform:gitops:restore
    input:
      revision: 5f2b6c1e9d3a4f7780c1b2a3d4e5f60718293a4b
      paths: [gitops/tenants/payments/workloads/orders/overlays/eks]
`,
      },
    ],
    schema: {
      input: {
        revision: z =>
          z
            .string()
            .regex(REVISION)
            .describe('The commit to go back to: 40 hexadecimal digits'),
        paths: z =>
          z
            .array(z.string().min(1).max(LIMITS.pathLength))
            .min(1)
            .max(50)
            .describe('Files and folders, from the root of the repository'),
      },
      output: {
        changed: z =>
          z
            .array(z.string())
            .describe('The files that are another now, sorted by path'),
      },
    },
    async handler(ctx) {
      const { revision } = ctx.input;
      const paths = [
        ...new Set(
          ctx.input.paths.map(path =>
            requireRepositoryPath(path.replace(/\/$/u, '')),
          ),
        ),
      ];
      const base = await readBaseRecord(ctx.workspacePath);
      const covers = (path: string) => (file: string) =>
        file === path || file.startsWith(`${path}/`);
      for (const path of paths) {
        if (![...(base?.files.keys() ?? [])].some(covers(path))) {
          throw new InputError(
            `${path} was not fetched. Bring it with platform:gitops:fetch before this step, so that what comes back is compared with what is there.`,
          );
        }
      }

      const then = await options.main.readFolders(revision, paths);
      const isFile = (path: string) => base!.files.has(path);
      for (const [path, file] of await options.main.readPaths(
        revision,
        paths.filter(isFile),
      )) {
        then.set(path, file);
      }
      for (const path of paths) {
        if (![...then.keys()].some(covers(path))) {
          throw new NotFoundError(
            `${path} was not there at commit ${revision}. Go back to a later commit, or leave the path out.`,
          );
        }
      }

      ctx.signal?.throwIfAborted();
      const now = await readRepositoryFolder(ctx.workspacePath, ctx.signal);
      const changed: string[] = [];
      for (const path of now.keys()) {
        if (then.has(path) || !paths.some(one => covers(one)(path))) continue;
        await rm(
          resolveSafeChildPath(
            ctx.workspacePath,
            `${REPOSITORY_FOLDER}/${path}`,
          ),
        );
        changed.push(path);
      }
      for (const [path, { content }] of then) {
        if (now.get(path)?.equals(content)) continue;
        await writeRepositoryFile(ctx.workspacePath, path, content);
        changed.push(path);
      }
      changed.sort();
      ctx.logger.info(
        changed.length === 0
          ? `${paths.join(', ')}: nothing has changed since ${revision}`
          : `As at ${revision}: ${changed.join(', ')}`,
      );
      ctx.output('changed', changed);
    },
  });
}
