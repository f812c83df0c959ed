import type { KustomizeProgram } from '@idp/kustomize';
import type { Problem } from '@idp/platform-contract';
import {
  newRefusals,
  renderFolders,
  withCheckout,
  type FolderRefusal,
  type ReadPolicies,
} from '@idp/plugin-changes-node';
import type { MainFile } from './MainFiles';
import { fileProblem } from './problems';
import { renderProblem } from './render';

/** Renders what a change brings, and asks the admission policies of the base branch about it. */
export async function lookAtManifests(options: {
  /** The tenant's files, as they are and as they would be. */
  before: ReadonlyMap<string, string>;
  after: ReadonlyMap<string, string>;
  /** What they are rendered with and judged by. */
  shared: ReadonlyMap<string, MainFile>;
  folders: readonly string[];
  program: KustomizeProgram;
  scratch: string;
  signal?: AbortSignal;
  /** The policies of a checkout that has `shared`. */
  policiesOf: (root: string) => Promise<ReadPolicies>;
}): Promise<{ rendering: Problem[]; policies: Problem[] }> {
  const { before, after, folders, program, scratch, signal } = options;
  const shared = [...options.shared].map(
    ([path, { content }]): [string, Buffer] => [path, content],
  );
  return withCheckout(
    scratch,
    new Map<string, string | Buffer>([...after, ...shared]),
    async root => {
      const built = await renderFolders(root, folders, program, signal);
      const rendering = [...built].flatMap(([folder, { error }]) =>
        error ? [renderProblem(folder, root, error)] : [],
      );
      if (rendering.length > 0) return { rendering, policies: [] };

      const policies = await options.policiesOf(root);
      const refusals = (was: ReadonlyMap<string, { objects: object[] }>) =>
        folders.flatMap(folder =>
          newRefusals(
            policies,
            folder,
            was.get(folder)?.objects ?? [],
            built.get(folder)?.objects ?? [],
          ),
        );
      let refused = refusals(new Map());
      if (refused.length > 0 && before.size > 0) {
        refused = await withCheckout(
          scratch,
          new Map<string, string | Buffer>([...before, ...shared]),
          async old =>
            refusals(await renderFolders(old, folders, program, signal)),
          signal,
        );
      }
      return {
        rendering,
        policies: [
          ...policies.problems.map(({ file, message, remedy }) =>
            fileProblem(file, 'change-policies', message, remedy),
          ),
          ...refused.map(refusalProblem),
        ],
      };
    },
    signal,
  );
}

function refusalProblem({
  file,
  object,
  policy,
  message,
}: FolderRefusal): Problem {
  return fileProblem(
    file,
    'change-policies',
    `the cluster would refuse ${object} by its policy ${policy}`,
    message,
  );
}
