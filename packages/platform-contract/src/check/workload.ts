import type { Workload } from '../kinds';
import { parseAt, readAt } from '../kinds/parseContractFile';
import {
  configMapName,
  ENVIRONMENTS,
  externalSecretName,
  paths,
  type EnvironmentName,
} from '../names';
import type { Problem } from '../problem';
import { problemAt, shown, YamlFile } from '../yaml';
import { externalSecretProblems } from './externalSecret';
import { baseProblems, overlayProblems } from './kustomizations';
import { missing } from './missing';

/** The text of each file of a workload. */
export interface WorkloadFiles {
  workloadFile?: string;
  kustomization?: string;
  secrets: Map<string, string>;
  overlays: Map<EnvironmentName, { release?: string; kustomization?: string }>;
}

interface Place {
  tenant: string;
  workload: string;
}

/** What the contract says of one workload. */
export function workloadProblems(
  place: Place,
  files: WorkloadFiles,
): Problem[] {
  const { value, problems } = workloadFile(place, files);
  return [
    ...problems,
    ...baseKustomization(place, files),
    ...externalSecrets(place, files),
    ...overlays(place, files, value),
  ];
}

function workloadFile(
  place: Place,
  files: WorkloadFiles,
): { value?: Workload; problems: Problem[] } {
  const file = paths.workloadFile(place.tenant, place.workload);
  if (files.workloadFile === undefined) {
    return { problems: [missing(file, 'workload')] };
  }
  const yaml = YamlFile.parse(file, files.workloadFile);
  const parsed = readAt(yaml, { kind: 'workload-file', ...place });
  const value = parsed.value as Workload | undefined;
  return value
    ? { value, problems: envFromProblems(yaml, place, value, files) }
    : { problems: parsed.problems };
}

function envFromProblems(
  yaml: YamlFile,
  { workload }: Place,
  value: Workload,
  files: WorkloadFiles,
): Problem[] {
  const problems: Problem[] = [];
  const own = configMapName(workload);
  const delivered = new Set(
    [...files.secrets.keys()].map(secret =>
      externalSecretName(workload, secret),
    ),
  );
  const named = new Set<string>();
  value.spec.envFrom.forEach((source, index) => {
    const at = ['spec', 'envFrom', index];
    if ('configMapRef' in source) {
      if (index === 0 && source.configMapRef.name === own) return;
      problems.push(
        yaml.problem(
          at,
          'env-from',
          `envFrom names the ConfigMap ${shown(
            source.configMapRef.name,
          )} at position ${index + 1}`,
          `Write configMapRef with name: ${own} first, and no other`,
        ),
      );
      return;
    }
    const { name } = source.secretRef;
    if (index === 0) {
      problems.push(
        yaml.problem(
          at,
          'env-from',
          'envFrom begins with a secret',
          `Begin with configMapRef: {name: ${own}}`,
        ),
      );
    }
    if (named.has(name)) {
      problems.push(
        yaml.problem(
          at,
          'env-from',
          `${shown(name)} is named twice`,
          'Remove one',
        ),
      );
    }
    named.add(name);
    if (!delivered.has(name)) {
      problems.push(
        yaml.problem(
          at,
          'env-from',
          `no ExternalSecret of this base delivers ${shown(name)}`,
          'Add it with the golden path “Add a secret”, or remove the reference',
        ),
      );
    }
  });
  return problems;
}

function baseKustomization(place: Place, files: WorkloadFiles): Problem[] {
  const file = paths.baseKustomization(place.tenant, place.workload);
  if (files.kustomization === undefined) return [missing(file, 'workload')];
  const yaml = YamlFile.parse(file, files.kustomization);
  if (yaml.problems.length > 0) return yaml.problems;
  return baseProblems(yaml, place, [
    'workload.yaml',
    ...[...files.secrets.keys()]
      .sort()
      .map(secret => `external-secret-${secret}.yaml`),
  ]);
}

function externalSecrets(place: Place, files: WorkloadFiles): Problem[] {
  return [...files.secrets].flatMap(([secret, text]) => {
    const yaml = YamlFile.parse(
      paths.externalSecret(place.tenant, place.workload, secret),
      text,
    );
    return yaml.problems.length
      ? yaml.problems
      : externalSecretProblems(yaml, { ...place, secret });
  });
}

function overlays(
  place: Place,
  files: WorkloadFiles,
  value: Workload | undefined,
): Problem[] {
  const { tenant, workload } = place;
  if (files.overlays.size === 0) {
    return [
      problemAt(
        paths.workload(tenant, workload),
        'file-missing',
        'the workload has no environment to run in',
        `Add ${ENVIRONMENTS.map(environment =>
          paths.overlay(tenant, workload, environment),
        ).join(' or ')}, or remove the whole folder of the workload`,
      ),
    ];
  }
  return [...files.overlays].flatMap(([environment, overlay]) => {
    const release = paths.release(tenant, workload, environment);
    const kustomization = paths.overlayKustomization(
      tenant,
      workload,
      environment,
    );
    const problems: Problem[] = [];
    if (overlay.release === undefined) {
      problems.push(missing(release, 'workload'));
    } else {
      problems.push(
        ...parseAt(release, overlay.release, {
          kind: 'release',
          ...place,
          environment,
        }).problems,
      );
    }
    if (overlay.kustomization === undefined) {
      problems.push(missing(kustomization, 'workload'));
    } else {
      const yaml = YamlFile.parse(kustomization, overlay.kustomization);
      problems.push(
        ...(yaml.problems.length
          ? yaml.problems
          : overlayProblems(
              yaml,
              { tenant, environment },
              value?.spec.blueprint,
            )),
      );
    }
    return problems;
  });
}
