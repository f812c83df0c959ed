import path from 'node:path';
import type { Findings } from '../../platform/Findings';
import type { Repository, ValuePath, YamlDocument } from '../../repository';
import { lookAtExample } from './examples';
import { pagesOf } from './forms';
import { whyRefused } from './validate';

const TEMPLATE = /^templates\/([^/]+)\/template\.yaml$/;

/** Looks at each golden path and its example; says how many there are. */
export async function lookAtGoldenPaths(
  repository: Repository,
  findings: Findings,
): Promise<number> {
  const files = repository.files.filter(file => TEMPLATE.test(file));
  for (const file of files) {
    const { documents, error } = repository.yaml(file);
    const [document] = documents;
    const reason =
      error?.message ??
      (documents.length === 1
        ? await whyRefused(document.value)
        : `it holds ${documents.length} documents`);
    if (reason) {
      findings.at(
        error ?? document?.place() ?? file,
        `Backstage refuses this template: ${reason}`,
        'Write one Template of scaffolder.backstage.io/v1beta3',
      );
      continue;
    }
    const [, name] = TEMPLATE.exec(file)!;
    if (document.value.metadata.name !== name) {
      findings.at(
        document.place(['metadata', 'name']),
        `the golden path in templates/${name} is called ${document.value.metadata.name}`,
        `Write name: ${name}`,
      );
    }
    const fields = pagesOf(document.value).flatMap(({ page }) =>
      Object.keys(page.properties ?? {}),
    );
    lookAtSteps(file, document, fields, repository, findings);
    lookAtExample(file, document.value, repository, findings);
  }
  return files.length;
}

/** Steps can only use what the form asks for and what earlier steps said. */
function lookAtSteps(
  file: string,
  document: YamlDocument,
  fields: string[],
  repository: Repository,
  findings: Findings,
) {
  const { steps, output } = document.value.spec;
  const done = new Set<string>();
  steps.forEach((step: any, i: number) => {
    const at: ValuePath = ['spec', 'steps', i];
    lookAtExpressions(document, at, step, fields, done, findings);
    if (done.has(step.id)) {
      findings.at(
        document.place([...at, 'id']),
        `two steps have the id ${step.id}`,
        'Give each step an id of its own',
      );
    }
    if (step.id) done.add(step.id);
    const url = step.input?.url;
    if (step.action !== 'fetch:template' || !/^\.\//.test(url)) return;
    const skeleton = path.posix.join(path.posix.dirname(file), url);
    if (repository.exists(skeleton)) return;
    findings.at(
      document.place([...at, 'input', 'url']),
      `the skeleton ${skeleton} is not there`,
      'Name the folder of the skeleton, from the folder of the template',
    );
  });
  const at: ValuePath = ['spec', 'output'];
  lookAtExpressions(document, at, output, fields, done, findings);
}

function lookAtExpressions(
  document: YamlDocument,
  at: ValuePath,
  value: unknown,
  fields: string[],
  done: ReadonlySet<string>,
  findings: Findings,
) {
  if (value !== null && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) {
      const below = [...at, Array.isArray(value) ? Number(key) : key];
      lookAtExpressions(document, below, child, fields, done, findings);
    }
    return;
  }
  for (const [, expression] of String(value).matchAll(/\$\{\{(.*?)\}\}/gs)) {
    for (const [, field] of expression.matchAll(/\bparameters\.(\w+)/g)) {
      if (fields.includes(field)) continue;
      findings.at(
        document.place(at),
        `the form has no field ${field}`,
        'Use a field of the form, or add it to spec.parameters',
      );
    }
    for (const [, dotted, quoted] of expression.matchAll(
      /\bsteps(?:\.(\w+)|\[['"]([^'"]+)['"]\])/g,
    )) {
      if (done.has(dotted ?? quoted)) continue;
      findings.at(
        document.place(at),
        `no step ${dotted ?? quoted} comes before`,
        'Use the id of an earlier step',
      );
    }
  }
}
