import {
  configMapName,
  namespaceOf,
  QUOTA_CLASSES,
  type EnvironmentName,
  type QuotaClass,
} from '../names';
import type { Problem } from '../problem';
import { shown, type ValuePath, type YamlFile } from '../yaml';

const API_VERSION = 'kustomize.config.k8s.io/v1beta1';

interface Kustomization {
  apiVersion?: unknown;
  kind?: unknown;
  [field: string]: unknown;
}

/** The boundary names the tenant's file, the tenant blueprint and one quota class. */
export function boundaryProblems(
  yaml: YamlFile,
  quota: QuotaClass | undefined,
): Problem[] {
  const value = asKustomization(yaml);
  const problems = [
    ...head(yaml, value, ['resources', 'components']),
    ...exactly(yaml, value, ['resources'], ['tenant.yaml']),
  ];
  const components = list(value.components);
  const blueprint =
    /^(\.\.\/){4}templates\/blueprints\/tenant\/v[1-9][0-9]{0,3}$/;
  const quotaClass =
    /^(?:\.\.\/){4}templates\/blueprints\/quota-([a-z]+)\/v[1-9][0-9]{0,3}$/;
  if (components.length !== 2 || !blueprint.test(String(components[0]))) {
    problems.push(
      yaml.problem(
        ['components'],
        'kustomization',
        'components are not the tenant blueprint and a quota class',
        `Write ../../../../templates/blueprints/tenant/v1 and ../../../../templates/blueprints/quota-${
          quota ?? 'small'
        }/v1`,
      ),
    );
    return problems;
  }
  const used = quotaClass.exec(String(components[1]))?.[1];
  if (
    !QUOTA_CLASSES.includes(used as QuotaClass) ||
    (quota !== undefined && used !== quota)
  ) {
    problems.push(
      yaml.problem(
        ['components', 1],
        'quota',
        `the boundary uses ${shown(
          components[1],
        )}, and the tenant names the quota class ${quota ?? 'of its file'}`,
        `Write ../../../../templates/blueprints/quota-${quota ?? 'small'}/v1`,
      ),
    );
  }
  return problems;
}

/** The base names its own files, one ConfigMap generator, and the labels of the workload. */
export function baseProblems(
  yaml: YamlFile,
  place: { tenant: string; workload: string },
  files: string[],
): Problem[] {
  const { tenant, workload } = place;
  const value = asKustomization(yaml);
  const problems = head(yaml, value, [
    'resources',
    'configMapGenerator',
    'labels',
  ]);
  const resources = list(value.resources);
  const existing = new Set<unknown>(files);
  const listed = new Set<unknown>();
  for (const [index, resource] of resources.entries()) {
    if (!existing.has(resource)) {
      problems.push(
        yaml.problem(
          ['resources', index],
          'kustomization-resources',
          `${shown(resource)} is not a file of this base`,
          'Remove it; a base holds workload.yaml and external-secret-<name>.yaml',
        ),
      );
    } else if (listed.has(resource)) {
      problems.push(
        yaml.problem(
          ['resources', index],
          'kustomization-resources',
          `${shown(resource)} is listed twice`,
          'Remove one',
        ),
      );
    }
    listed.add(resource);
  }
  for (const file of files) {
    if (!listed.has(file)) {
      problems.push(
        yaml.problem(
          ['resources'],
          'kustomization-resources',
          `${file} is not listed, so it would not be deployed`,
          `Add - ${file}`,
        ),
      );
    }
  }
  problems.push(...generatorProblems(yaml, value, workload));
  problems.push(
    ...exactly(
      yaml,
      value,
      ['labels'],
      [
        {
          pairs: {
            'platform.idp/tenant': tenant,
            'platform.idp/workload': workload,
          },
        },
      ],
    ),
  );
  return problems;
}

function generatorProblems(
  yaml: YamlFile,
  value: Kustomization,
  workload: string,
): Problem[] {
  const generators = list(value.configMapGenerator);
  const [generator] = generators as Array<Record<string, unknown> | undefined>;
  const literals = list(generator?.literals);
  const fields = Object.keys(generator ?? {});
  if (
    generators.length === 1 &&
    generator?.name === configMapName(workload) &&
    fields.every(field => field === 'name' || field === 'literals') &&
    literals.length > 0 &&
    literals.every(
      literal =>
        typeof literal === 'string' &&
        /^[A-Za-z_][A-Za-z0-9_.-]*=/.test(literal),
    )
  ) {
    return [];
  }
  return [
    yaml.problem(
      ['configMapGenerator'],
      'kustomization',
      'configMapGenerator is not the one of the workload',
      `Write one generator with name: ${configMapName(
        workload,
      )} and literals such as LOG_LEVEL=info`,
    ),
  ];
}

/** An overlay names the base, its release, its environment and the blueprint. Resolves the version that it uses too. */
export function overlayProblems(
  yaml: YamlFile,
  place: { tenant: string; environment: EnvironmentName },
  blueprint: string | undefined,
): Problem[] {
  const { tenant, environment } = place;
  const value = asKustomization(yaml);
  const problems = [
    ...head(yaml, value, ['namespace', 'resources', 'components']),
    ...exactly(yaml, value, ['namespace'], namespaceOf(tenant)),
    ...exactly(
      yaml,
      value,
      ['resources'],
      [
        '../../base',
        'release.yaml',
        `../../../../../../environments/${environment}`,
      ],
    ),
  ];
  const components = list(value.components);
  const used =
    /^(?:\.\.\/){7}templates\/blueprints\/([a-z][a-z0-9-]*)\/v[1-9][0-9]{0,3}$/.exec(
      String(components[0]),
    )?.[1];
  if (
    components.length !== 1 ||
    !used ||
    (blueprint !== undefined && used !== blueprint)
  ) {
    problems.push(
      yaml.problem(
        ['components'],
        'blueprint-version',
        blueprint
          ? `components are not the one blueprint ${blueprint} of the workload`
          : 'components are not one blueprint',
        `Write ../../../../../../../templates/blueprints/${
          blueprint ?? 'web-service'
        }/v1`,
      ),
    );
  }
  return problems;
}

function head(
  yaml: YamlFile,
  value: Kustomization,
  fields: string[],
): Problem[] {
  const problems = [
    ...exactly(yaml, value, ['apiVersion'], API_VERSION),
    ...exactly(yaml, value, ['kind'], 'Kustomization'),
  ];
  const known = ['apiVersion', 'kind', ...fields];
  for (const field of Object.keys(value)) {
    if (!known.includes(field)) {
      problems.push(
        yaml.problem(
          [field],
          'kustomization',
          `${shown(field)} has no place in this kustomization`,
          `Remove it; there are only ${known.join(', ')}`,
        ),
      );
    }
  }
  return problems;
}

function exactly(
  yaml: YamlFile,
  value: Kustomization,
  at: ValuePath,
  wanted: unknown,
): Problem[] {
  const field = String(at[0]);
  if (inOrder(value[field]) === inOrder(wanted)) return [];
  return [
    yaml.problem(
      at,
      'kustomization',
      field in value
        ? `${field} is not what the contract says`
        : `${field} is missing`,
      `Write ${field}: ${
        typeof wanted === 'string' ? wanted : JSON.stringify(wanted)
      }`,
    ),
  ];
}

/** JSON with the fields of every object in one order: theirs means nothing, that of a list does. */
function inOrder(value: unknown) {
  return JSON.stringify(value, (_key, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(
            ([a], [b]) => Number(a > b) - Number(a < b),
          ),
        )
      : part,
  );
}

function asKustomization(yaml: YamlFile): Kustomization {
  return yaml.value !== null && typeof yaml.value === 'object'
    ? (yaml.value as Kustomization)
    : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
