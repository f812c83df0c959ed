import { stringify } from 'yaml';
import {
  externalSecretName,
  nameProblem,
  paths,
  SECRET_STORE,
  vaultPath,
} from '../names';
import { ContractError } from '../problem';
import { problemAt } from '../yaml';
import { editYaml } from './editYaml';

/**
 * A secret to deliver to a workload: all keys of its path, or the named ones.
 *
 * @public
 */
export interface SecretRequest {
  name: string;
  keys?: string[];
}

/**
 * The text of an ExternalSecret. It holds names only.
 *
 * @public
 */
export function renderExternalSecret(options: {
  tenant: string;
  workload: string;
  secret: string;
  keys?: string[];
}): string {
  const { tenant, workload, secret, keys = [] } = options;
  const name = externalSecretName(workload, secret);
  const key = vaultPath(tenant, workload, secret);
  return stringify({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: SECRET_STORE },
      target: { name },
      ...(keys.length > 0
        ? {
            data: keys.map(property => ({
              secretKey: property,
              remoteRef: { key, property },
            })),
          }
        : { dataFrom: [{ extract: { key } }] }),
    },
  });
}

/**
 * Adds secrets to a workload: an ExternalSecret file each, its line in the base's kustomization, and its reference in
 * `envFrom`. Answers the files that differ; a secret that is there already keeps its file.
 *
 * @throws {@link ContractError} where the workload's files are missing or cannot be edited.
 * @public
 */
export function addSecretToWorkload(options: {
  files: ReadonlyMap<string, string>;
  tenant: string;
  workload: string;
  secrets: SecretRequest[];
}): Map<string, string> {
  const { files, tenant, workload, secrets } = options;
  const kustomization = paths.baseKustomization(tenant, workload);
  const workloadFile = paths.workloadFile(tenant, workload);
  for (const file of [kustomization, workloadFile]) {
    if (!files.has(file)) {
      throw new ContractError([
        problemAt(
          file,
          'file-missing',
          'the workload does not have this file',
          'Check the names of tenant and workload',
        ),
      ]);
    }
  }
  for (const { name } of secrets) {
    const problem = nameProblem('secret', name);
    if (problem) {
      throw new ContractError([
        problemAt(kustomization, 'name', problem, 'Choose another name'),
      ]);
    }
  }

  const result = new Map<string, string>();
  const put = (file: string, text: string) => {
    if (files.get(file) !== text) result.set(file, text);
  };
  for (const { name, keys } of secrets) {
    const file = paths.externalSecret(tenant, workload, name);
    if (!files.has(file)) {
      put(file, renderExternalSecret({ tenant, workload, secret: name, keys }));
    }
  }
  put(
    kustomization,
    editYaml(
      kustomization,
      files.get(kustomization)!,
      secrets.map(({ name }) => ({
        at: ['resources'],
        op: 'append',
        value: `external-secret-${name}.yaml`,
        unique: true,
      })),
    ),
  );
  put(
    workloadFile,
    editYaml(
      workloadFile,
      files.get(workloadFile)!,
      secrets.map(({ name }) => ({
        at: ['spec', 'envFrom'],
        op: 'append',
        value: { secretRef: { name: externalSecretName(workload, name) } },
        unique: true,
      })),
    ),
  );
  return result;
}
