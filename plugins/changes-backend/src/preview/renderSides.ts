import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { buildAll, type KustomizeProgram } from '@idp/kustomize';
import type { ChangeProblem, ChangeRender } from '@idp/plugin-changes-common';
import {
  newRefusals,
  readPolicies,
  type FolderRefusal,
} from '@idp/plugin-changes-node';
import type { Folder } from './folders';
import { objectChanges } from './objectChanges';
import type { Side, Sides } from './sides';

/** Renders folders as they are and as they would be, and compares the two. */
export async function renderSides(
  { before, after }: Sides,
  folders: Folder[],
  program: KustomizeProgram,
): Promise<{ renders: ChangeRender[]; problems: ChangeProblem[] }> {
  const scratch = await mkdtemp(join(tmpdir(), 'change-preview-'));
  try {
    const old = await renderSide(
      join(scratch, 'before'),
      before,
      folders,
      program,
    );
    const fresh = await renderSide(
      join(scratch, 'after'),
      after,
      folders,
      program,
    );
    // The policies of the base branch decide: a change cannot let itself in.
    const policies = await readPolicies(join(scratch, 'before'), program);
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
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Built {
  objects?: object[];
  error?: Error;
}

/** The folders of one side that are there. */
async function renderSide(
  root: string,
  side: Side,
  folders: Folder[],
  program: KustomizeProgram,
): Promise<Map<string, Built>> {
  for (const [path, content] of side) {
    const location = resolveSafeChildPath(root, path);
    await mkdir(dirname(location), { recursive: true });
    await writeFile(location, content);
  }
  const there = folders.filter(({ folder }) =>
    side.has(`${folder}/kustomization.yaml`),
  );
  const absolute = ({ folder }: Folder) => join(root, folder);
  const environments = [
    ...new Set(there.map(({ environment }) => environment)),
  ];
  // Two environments of a workload bring the same objects: a group each.
  const built = await buildAll(
    environments.map(environment =>
      there.filter(folder => folder.environment === environment).map(absolute),
    ),
    { program },
  );
  return new Map(
    there.map(folder => {
      const result = built.get(absolute(folder));
      return [
        folder.folder,
        result?.documents
          ? { objects: result.documents.map(({ object }) => object) }
          : { error: withoutFolder(result?.error, root) },
      ];
    }),
  );
}

/** The message names paths of the repository, not of the folder that it was written to. */
function withoutFolder(error: Error | undefined, root: string): Error {
  const message = error?.message ?? 'it could not be rendered';
  return new Error(message.split(`${root}/`).join(''));
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
