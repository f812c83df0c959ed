import path from 'node:path';
import { checkFiles, paths } from '@idp/platform-contract';
import Ajv, { type ErrorObject } from 'ajv';
import type { Findings } from '../../platform/Findings';
import type { Repository, ValuePath, YamlDocument } from '../../repository';
import { pagesOf } from './forms';

/** Each golden path has values that its form takes, and what they made is what the contract accepts. */
export function lookAtExample(
  template: string,
  value: any,
  repository: Repository,
  findings: Findings,
) {
  const file = `${path.posix.dirname(template)}/example.yaml`;
  const [document] = repository.files.includes(file)
    ? repository.yaml(file).documents
    : [];
  const values = document?.value?.values;
  if (!document || values === null || typeof values !== 'object') {
    findings.at(
      document?.place() ?? template,
      'this golden path has no example',
      `Write ${file} with values that a person would fill in, below values`,
    );
    return;
  }
  const pages = pagesOf(value);
  const fields = pages.flatMap(({ page }) =>
    Object.keys(page.properties ?? {}),
  );
  for (const field of Object.keys(values)) {
    if (fields.includes(field)) continue;
    findings.at(
      document.place(['values', field]),
      `the form has no field ${field}`,
      'Remove the value, or add the field to the form',
    );
  }
  for (const { page, at } of pages) {
    for (const error of misfits(page, values)) {
      if (typeof error === 'string') {
        findings.at(
          repository.yaml(template).documents[0].place(at),
          `this page of the form is no JSON Schema: ${error}`,
          'Correct the schema; the form cannot be shown as it is',
        );
      } else {
        findings.at(
          document.place(pathOf(error)),
          `the form does not take ${
            pathOf(error).slice(1).join('.') || 'the values'
          }: it ${error.message}`,
          'Write a value that a person could fill in',
        );
      }
    }
  }
  lookAtResult(document, values, repository, findings);
}

/** What does not fit; a text where the schema itself is the mistake. */
function misfits(page: any, values: unknown): Array<ErrorObject | string> {
  // The form's own words, such as ui:field and enumNames, are no JSON Schema.
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  try {
    const validate = ajv.compile(page);
    return validate(values) ? [] : validate.errors ?? [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function pathOf(error: ErrorObject): ValuePath {
  return [
    'values',
    ...error.instancePath
      .split('/')
      .slice(1)
      .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~')),
  ];
}

/** The folder that the example made is in the repository, and keeps the contract. */
function lookAtResult(
  document: YamlDocument,
  values: any,
  repository: Repository,
  findings: Findings,
) {
  const tenant = values.tenant ?? values.name;
  const { tenants } = repository.scope;
  if (typeof tenant !== 'string') return;
  if (tenants !== 'all' && !tenants.has(tenant)) return;
  const workload = values.workload ?? values.name;
  const folder = values.tenant
    ? paths.workload(tenant, workload)
    : paths.boundary(tenant);
  const made = values.secret
    ? paths.externalSecret(tenant, workload, values.secret)
    : folder;
  if (!repository.exists(made)) {
    findings.at(
      document.place(['values']),
      `${made}, which these values make, is not there`,
      'Run the golden path with them and merge what it makes, or write the values that made what is there',
    );
    return;
  }
  const whole = repository.files.filter(
    file =>
      file.startsWith(`${paths.tenants}/${tenant}/`) ||
      file.startsWith(`${paths.environments}/`),
  );
  const { problems } = checkFiles(
    new Map(whole.map(file => [file, repository.text(file)])),
    { complete: true },
  );
  const broken = problems.find(({ file }) => file.startsWith(`${folder}/`));
  if (!broken) return;
  findings.at(
    document.place(['values']),
    `${folder}, which these values make, breaks the contract: ${broken.file}:${broken.line} ${broken.message}`,
    'Mend the golden path, and make the folder again with it',
  );
}
