import { Document } from 'yaml';
import {
  externalSecretName,
  nameProblem,
  paths,
  SECRET_STORE,
  vaultPath,
  type NameKind,
} from '../names';
import { ContractError } from '../problem';
import type { RuleId } from '../rules';
import { isSecretKey, MOST_SECRET_KEYS, SECRET_KEY_WRITE } from '../secretKeys';
import { problemAt, quoteOddTexts, shown } from '../yaml';
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
 * @throws {@link ContractError} where a name or key is none.
 * @public
 */
export function renderExternalSecret(options: {
  tenant: string;
  workload: string;
  secret: string;
  keys?: string[];
}): string {
  const { tenant, workload, secret, keys = [] } = options;
  const file = paths.externalSecret(tenant, workload, secret);
  requireNames(file, { tenant, workload, secret });
  requireKeys(file, keys);
  const name = externalSecretName(workload, secret);
  const key = vaultPath(tenant, workload, secret);
  const value = {
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
  };
  // A key such as NO or 1_000 is a text to every reader.
  return quoteOddTexts(new Document(value, { compat: 'yaml-1.1' })).toString({
    lineWidth: 0,
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
      throw refuse(
        file,
        'file-missing',
        'the workload does not have this file',
        'Check the names of tenant and workload',
      );
    }
  }
  const asked = new Set<string>();
  for (const { name } of secrets) {
    requireNames(kustomization, { tenant, workload, secret: name });
    if (asked.has(name)) {
      throw refuse(
        kustomization,
        'name',
        `the secret '${name}' is asked for twice`,
        'Ask once, with all of its keys',
      );
    }
    asked.add(name);
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

function requireNames(file: string, names: Record<NameKind, string>) {
  for (const [kind, name] of Object.entries(names)) {
    const problem = nameProblem(kind as NameKind, name);
    if (problem) throw refuse(file, 'name', problem, 'Choose another name');
  }
}

function requireKeys(file: string, keys: string[]) {
  for (const [index, key] of keys.entries()) {
    if (!isSecretKey(key)) {
      throw refuse(
        file,
        'external-secret',
        `${shown(key)} is no key of a secret`,
        `Write ${SECRET_KEY_WRITE}`,
      );
    }
    if (keys.indexOf(key) !== index) {
      throw refuse(
        file,
        'external-secret',
        `the key ${shown(key)} is there twice`,
        'Keep one of the two',
      );
    }
  }
  if (keys.length > MOST_SECRET_KEYS) {
    throw refuse(
      file,
      'external-secret',
      `${keys.length} keys`,
      `Write at most ${MOST_SECRET_KEYS}, or none for all that are at the path`,
    );
  }
}

function refuse(file: string, rule: RuleId, message: string, remedy: string) {
  return new ContractError([problemAt(file, rule, message, remedy)]);
}
