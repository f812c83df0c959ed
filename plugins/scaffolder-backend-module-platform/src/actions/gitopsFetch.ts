import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { paths as contractPaths } from '@idp/platform-contract';
import {
  readBaseRecord,
  writeBaseRecord,
  type BaseRecord,
} from '../lib/baseRecord';
import { LIMITS, readableBytes } from '../lib/limits';
import type { MainFile, MainFiles } from '../lib/MainFiles';
import { requireRepositoryPath } from '../lib/repositoryPath';
import { REPOSITORY_FOLDER, writeRepositoryFile } from '../lib/workspace';
import type { PlatformActionsOptions } from '../options';

const TENANT_FOLDER = new RegExp(`^${contractPaths.tenants}/[^/]+`, 'u');

/** `platform:gitops:fetch`: files of the GitOps repository's base branch into the workspace. */
export function createGitopsFetchAction(
  options: Pick<PlatformActionsOptions, 'main'>,
) {
  return createTemplateAction({
    id: 'platform:gitops:fetch',
    description: `Copies files and folders from the base branch of the GitOps repository to the workspace's ${REPOSITORY_FOLDER}/, and remembers the commit, so that platform:change:open knows what changed`,
    supportsDryRun: true,
    examples: [
      {
        description: 'All files of a tenant',
        example: `steps:
  - id: fetch
    name: Fetch the tenant
    action: platform:gitops:fetch
    input:
      paths: [gitops/tenants/payments]
`,
      },
      {
        description:
          'A workload that must not be there yet, and its tenant, which must',
        example: `steps:
  - id: fetch
    name: Fetch the tenant
    action: platform:gitops:fetch
    input:
      paths: [gitops/tenants/payments/boundary]
      absent: [gitops/tenants/payments/workloads/orders]
`,
      },
    ],
    schema: {
      input: {
        paths: z =>
          z
            .array(z.string().min(1).max(LIMITS.pathLength))
            .max(50)
            .describe(
              'Files and folders, from the root of the repository, such as gitops/tenants/payments',
            ),
        optional: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether a path that is not on the base branch is passed over; it is an error otherwise',
            ),
        absent: z =>
          z
            .array(z.string().min(1).max(LIMITS.pathLength))
            .max(50)
            .optional()
            .describe(
              'Files and folders that must not be on the base branch yet: names that the golden path is about to take',
            ),
      },
      output: {
        commit: z =>
          z.string().describe('The commit of the base branch that was read'),
        files: z =>
          z
            .array(z.string())
            .describe('The files that were copied, sorted by path'),
      },
    },
    async handler(ctx) {
      const paths = unique(ctx.input.paths);
      const absent = unique(ctx.input.absent ?? []);
      if (paths.length + absent.length === 0) {
        throw new InputError(
          'platform:gitops:fetch needs at least one path in paths or absent.',
        );
      }
      const base: BaseRecord = (await readBaseRecord(ctx.workspacePath)) ?? {
        ...(await options.main.freshHead(ctx.task.id, ctx.signal)),
        files: new Map(),
      };

      for (const path of absent) {
        ctx.signal?.throwIfAborted();
        if ((await readPath(options.main, base.commit, path)).size > 0) {
          throw new ConflictError(
            `${path} is on ${base.branch} already, so the name is taken. Choose another one, or a golden path that changes what is there.`,
          );
        }
      }

      const fetched = new Map<string, MainFile>();
      for (const path of paths) {
        ctx.signal?.throwIfAborted();
        const files = await readPath(options.main, base.commit, path);
        if (files.size === 0 && !ctx.input.optional) {
          throw new NotFoundError(
            `${path} is not on ${base.branch} of the GitOps repository (commit ${base.commit}). Check the name; a change that adds it may still be waiting for its merge.`,
          );
        }
        for (const [file, content] of files) fetched.set(file, content);
        refuseTooMuch(fetched);
      }

      for (const [path, { content }] of fetched) {
        await writeRepositoryFile(ctx.workspacePath, path, content);
      }
      await writeBaseRecord(ctx.workspacePath, {
        commit: base.commit,
        branch: base.branch,
        files: new Map([
          ...base.files,
          ...[...fetched].map(([path, { oid }]) => [path, oid] as const),
        ]),
      });

      const names = [...fetched.keys()].sort();
      ctx.logger.info(
        `Fetched ${names.length} files of ${base.branch} at ${base.commit}`,
      );
      ctx.output('commit', base.commit);
      ctx.output('files', names);
    },
  });
}

function unique(paths: string[]): string[] {
  return [
    ...new Set(
      paths.map(path => requireRepositoryPath(path.replace(/\/$/u, ''))),
    ),
  ];
}

/** A file, or the files below a folder; outside of a tenant the name tells which is asked for first. */
async function readPath(
  main: MainFiles,
  commit: string,
  path: string,
): Promise<Map<string, MainFile>> {
  const [tenantFolder] = TENANT_FOLDER.exec(path) ?? [];
  if (tenantFolder) {
    const files = await main.readFolders(commit, [tenantFolder]);
    return new Map(
      [...files].filter(
        ([file]) => file === path || file.startsWith(`${path}/`),
      ),
    );
  }
  const asFolder = () => main.readFolders(commit, [path]);
  if (!/\.[a-z0-9]+$/iu.test(path)) return asFolder();
  const file = await main.readPaths(commit, [path]);
  return file.size > 0 ? file : asFolder();
}

function refuseTooMuch(files: Map<string, MainFile>): void {
  let bytes = 0;
  for (const { content } of files.values()) bytes += content.length;
  if (files.size > LIMITS.files || bytes > LIMITS.totalBytes) {
    throw new InputError(
      `The paths hold more than ${LIMITS.files} files or ${readableBytes(
        LIMITS.totalBytes,
      )}. Fetch only the folders that the change is about.`,
    );
  }
}
