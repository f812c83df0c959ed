import {
  ENVIRONMENTS,
  tenantEntityRef,
  workloadEntityRef,
  type EnvironmentName,
} from './identifiers';
import { nameProblem, type NameKind } from './nameProblem';

const TENANTS = 'gitops/tenants';
const ENVIRONMENT_FOLDER = 'gitops/environments';
const TEMPLATES = 'templates';
const BLUEPRINTS = `${TEMPLATES}/blueprints`;
const COMPONENTS = 'kubernetes';
const BLUEPRINT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Every place in the GitOps repository, from its root.
 *
 * @public
 */
export const paths = {
  tenants: TENANTS,
  environments: ENVIRONMENT_FOLDER,
  templates: TEMPLATES,
  tenant: (tenant: string) => `${TENANTS}/${tenant}`,
  boundary: (tenant: string) => `${TENANTS}/${tenant}/boundary`,
  tenantFile: (tenant: string) => `${TENANTS}/${tenant}/boundary/tenant.yaml`,
  boundaryKustomization: (tenant: string) =>
    `${TENANTS}/${tenant}/boundary/kustomization.yaml`,
  workload: (tenant: string, workload: string) =>
    `${TENANTS}/${tenant}/workloads/${workload}`,
  base: (tenant: string, workload: string) =>
    `${TENANTS}/${tenant}/workloads/${workload}/base`,
  workloadFile: (tenant: string, workload: string) =>
    `${TENANTS}/${tenant}/workloads/${workload}/base/workload.yaml`,
  baseKustomization: (tenant: string, workload: string) =>
    `${TENANTS}/${tenant}/workloads/${workload}/base/kustomization.yaml`,
  externalSecret: (tenant: string, workload: string, secret: string) =>
    `${TENANTS}/${tenant}/workloads/${workload}/base/external-secret-${secret}.yaml`,
  overlay: (tenant: string, workload: string, environment: EnvironmentName) =>
    `${TENANTS}/${tenant}/workloads/${workload}/overlays/${environment}`,
  release: (tenant: string, workload: string, environment: EnvironmentName) =>
    `${TENANTS}/${tenant}/workloads/${workload}/overlays/${environment}/release.yaml`,
  overlayKustomization: (
    tenant: string,
    workload: string,
    environment: EnvironmentName,
  ) =>
    `${TENANTS}/${tenant}/workloads/${workload}/overlays/${environment}/kustomization.yaml`,
  environment: (environment: EnvironmentName) =>
    `${ENVIRONMENT_FOLDER}/${environment}/environment.yaml`,
  components: COMPONENTS,
  component: (component: string) => `${COMPONENTS}/${component}`,
  componentFile: (component: string) =>
    `${COMPONENTS}/${component}/component.yaml`,
  blueprint: (kind: string, version: number | string) =>
    `${BLUEPRINTS}/${kind}/v${version}`,
};

/**
 * What the contract knows of a path.
 *
 * @public
 */
export type ContractPath =
  | { kind: 'tenant-file' | 'boundary-kustomization'; tenant: string }
  | {
      kind: 'workload-file' | 'base-kustomization';
      tenant: string;
      workload: string;
    }
  | {
      kind: 'external-secret';
      tenant: string;
      workload: string;
      secret: string;
    }
  | {
      kind: 'release' | 'overlay-kustomization';
      tenant: string;
      workload: string;
      environment: EnvironmentName;
    }
  | { kind: 'environment'; environment: EnvironmentName }
  | { kind: 'component-file'; component: string }
  | { kind: 'blueprint'; blueprint: string; version: number; file: string }
  | { kind: 'template'; template: string; file: string };

/**
 * What a path is in the contract; undefined when it has no such file. Below `gitops/tenants` that makes it an orphan.
 *
 * @public
 */
export function parsePath(path: string): ContractPath | undefined {
  const segments = path.split('/');
  if (!segments.every(isPlainSegment)) return undefined;
  if (path.startsWith(`${TENANTS}/`)) return parseTenantPath(segments.slice(2));
  if (path.startsWith(`${ENVIRONMENT_FOLDER}/`)) {
    const [environment, file, ...rest] = segments.slice(2);
    return rest.length === 0 &&
      file === 'environment.yaml' &&
      isEnvironment(environment)
      ? { kind: 'environment', environment }
      : undefined;
  }
  if (segments[0] === COMPONENTS) {
    const [, component, file, ...rest] = segments;
    return rest.length === 0 &&
      file === 'component.yaml' &&
      BLUEPRINT.test(component)
      ? { kind: 'component-file', component }
      : undefined;
  }
  if (path.startsWith(`${BLUEPRINTS}/`)) {
    const [blueprint, version, ...file] = segments.slice(2);
    const number = /^v([1-9][0-9]{0,3})$/.exec(version ?? '')?.[1];
    return number && BLUEPRINT.test(blueprint) && file.length
      ? {
          kind: 'blueprint',
          blueprint,
          version: Number(number),
          file: file.join('/'),
        }
      : undefined;
  }
  if (segments[0] === TEMPLATES && segments.length > 2) {
    return {
      kind: 'template',
      template: segments[1],
      file: segments.slice(2).join('/'),
    };
  }
  return undefined;
}

function parseTenantPath(segments: string[]): ContractPath | undefined {
  const [tenant, part, ...rest] = segments;
  if (!isName('tenant', tenant)) return undefined;
  if (part === 'boundary' && rest.length === 1) {
    if (rest[0] === 'tenant.yaml') return { kind: 'tenant-file', tenant };
    if (rest[0] === 'kustomization.yaml') {
      return { kind: 'boundary-kustomization', tenant };
    }
    return undefined;
  }
  if (part !== 'workloads') return undefined;
  const [workload, layer, ...file] = rest;
  if (!isName('workload', workload)) return undefined;
  if (layer === 'base' && file.length === 1) {
    return parseBaseFile(tenant, workload, file[0]);
  }
  if (layer === 'overlays' && file.length === 2 && isEnvironment(file[0])) {
    const environment = file[0];
    if (file[1] === 'release.yaml') {
      return { kind: 'release', tenant, workload, environment };
    }
    if (file[1] === 'kustomization.yaml') {
      return { kind: 'overlay-kustomization', tenant, workload, environment };
    }
  }
  return undefined;
}

function parseBaseFile(
  tenant: string,
  workload: string,
  file: string,
): ContractPath | undefined {
  if (file === 'workload.yaml') {
    return { kind: 'workload-file', tenant, workload };
  }
  if (file === 'kustomization.yaml') {
    return { kind: 'base-kustomization', tenant, workload };
  }
  const secret = /^external-secret-(.+)\.yaml$/.exec(file)?.[1];
  return isName('secret', secret)
    ? { kind: 'external-secret', tenant, workload, secret }
    : undefined;
}

/**
 * Full references of the tenants and workloads that paths belong to, sorted, each once.
 *
 * @public
 */
export function entityRefsOfPaths(files: string[]): string[] {
  const refs = new Set<string>();
  for (const file of files) {
    const parsed = parsePath(file);
    if (!parsed || !('tenant' in parsed)) continue;
    refs.add(
      'workload' in parsed
        ? workloadEntityRef(parsed.tenant, parsed.workload)
        : tenantEntityRef(parsed.tenant),
    );
  }
  return [...refs].sort();
}

/** Nothing that leads elsewhere for whoever decodes it, reads it on Windows or passes it to C. */
function isPlainSegment(segment: string) {
  return (
    segment !== '' &&
    !/^\.\.?$/.test(segment) &&
    // eslint-disable-next-line no-control-regex
    !/[\\\x00-\x1f\x7f]|%(?:2e|2f|5c|00)/i.test(segment)
  );
}

function isEnvironment(value: string | undefined): value is EnvironmentName {
  return ENVIRONMENTS.includes(value as EnvironmentName);
}

function isName(kind: NameKind, value: string | undefined): value is string {
  return value !== undefined && nameProblem(kind, value) === undefined;
}
