import { tmpdir } from 'node:os';
import type { KustomizeProgram } from '@idp/kustomize';
import type { ChangeProblem, ChangeRender } from '@idp/plugin-changes-common';
import {
  newRefusals,
  readPolicies,
  renderFolders,
  withCheckout,
  type FolderRefusal,
  type ReadPolicies,
  type RenderedFolder,
  type TouchedFolder,
} from '@idp/plugin-changes-node';
import { objectChanges } from './objectChanges';
import type { Sides } from './sides';

/** Renders folders as they are and as they would be, and compares the two. */
export async function renderSides(
  { before, after }: Sides,
  folders: readonly TouchedFolder[],
  program: KustomizeProgram,
): Promise<{ renders: ChangeRender[]; problems: ChangeProblem[] }> {
  const names = folders.map(({ folder }) => folder);
  // The policies of the base branch decide: a change cannot let itself in.
  const [old, policies] = await withCheckout<
    [Map<string, RenderedFolder>, ReadPolicies]
  >(tmpdir(), before, async root => [
    await renderFolders(root, names, program),
    await readPolicies(root, program),
  ]);
  const fresh = await withCheckout(tmpdir(), after, async root =>
    withoutRoot(await renderFolders(root, names, program), root),
  );
  const problems: ChangeProblem[] = policies.problems.map(problem => ({
    ...problem,
    line: 1,
    rule: 'policies',
  }));
  const renders: ChangeRender[] = [];
  for (const { folder, environment } of folders) {
    const now = fresh.get(folder);
    if (now?.error) problems.push(problemOf(folder, now.error));
    const was = old.get(folder)?.objects ?? [];
    const is = now?.objects ?? [];
    problems.push(
      ...newRefusals(policies, folder, was, is).map(refusalProblem),
    );
    // What cannot be rendered today is shown as if it were new.
    const { objects, unchanged } = objectChanges(was, is);
    if (!now?.error && objects.length + unchanged > 0) {
      renders.push({ folder, environment, objects, unchanged });
    }
  }
  return { renders, problems };
}

/** Messages name paths of the repository, not of the folder that it was written to. */
function withoutRoot(
  rendered: ReadonlyMap<string, RenderedFolder>,
  root: string,
): Map<string, RenderedFolder> {
  return new Map(
    [...rendered].map(([folder, { objects, error }]) => [
      folder,
      {
        objects,
        error: error && new Error(error.message.split(`${root}/`).join('')),
      },
    ]),
  );
}

function problemOf(folder: string, error: Error): ChangeProblem {
  return {
    file: `${folder}/kustomization.yaml`,
    line: 1,
    rule: 'render',
    message: error.message.replace(/\s+/g, ' '),
    remedy:
      'Mend what the message names; the change cannot be deployed as it is',
  };
}

function refusalProblem({
  file,
  object,
  policy,
  message,
}: FolderRefusal): ChangeProblem {
  return {
    file,
    line: 1,
    rule: 'policies',
    message: `The cluster would refuse ${object} by its policy ${policy}`,
    remedy: message.replace(/\.$/, ''),
  };
}
