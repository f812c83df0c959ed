import path from 'node:path';
import {
  checkFiles,
  ENVIRONMENTS,
  paths,
  type Problem,
} from '@idp/platform-contract';
import {
  buildKustomization,
  findKustomize,
  type KustomizeProgram,
} from '@idp/kustomize';
import { readRepository } from '../readRepository';
import { counted, type RuleResult } from '../report';

const AT_ONCE = 4;

/** Every boundary, and every workload in every environment, renders. */
export async function renderRule(root: string): Promise<RuleResult> {
  const folders = kustomizations(root);
  const program = await findKustomize();
  if (!program) {
    return {
      rule: 'render',
      lookedAt: 'nothing',
      problems: [
        problemAt(
          'gitops',
          'neither kustomize nor kubectl is on PATH',
          'Install one of them, or name it in IDP_KUSTOMIZE',
        ),
      ],
    };
  }
  const problems: Problem[] = [];
  const waiting = [...folders];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const problem = await renderProblem(root, next, program);
      if (problem) problems.push(problem);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    rule: 'render',
    lookedAt: `${counted(folders.length, 'kustomization')} with ${path.basename(
      program.command,
    )}`,
    problems: problems.sort((a, b) => a.file.localeCompare(b.file)),
  };
}

/** Folders that have a kustomization; where one is missing, the contract says so. */
function kustomizations(root: string): string[] {
  const files = readRepository(root, ['gitops/tenants']);
  const { tenants, workloads } = checkFiles(files);
  return [
    ...tenants.map(tenant => paths.boundary(tenant)),
    ...workloads.flatMap(({ tenant, workload }) =>
      ENVIRONMENTS.map(environment =>
        paths.overlay(tenant, workload, environment),
      ),
    ),
  ].filter(folder => files.has(`${folder}/kustomization.yaml`));
}

async function renderProblem(
  root: string,
  folder: string,
  program: KustomizeProgram,
): Promise<Problem | undefined> {
  try {
    await buildKustomization(path.join(root, folder), { program });
    return undefined;
  } catch (error) {
    return problemAt(
      `${folder}/kustomization.yaml`,
      (error as Error).message.replace(/\s+/g, ' '),
      'Mend what the message names, then render the folder again',
    );
  }
}

function problemAt(file: string, message: string, remedy: string): Problem {
  return { file, line: 1, column: 1, rule: 'render', message, remedy };
}
