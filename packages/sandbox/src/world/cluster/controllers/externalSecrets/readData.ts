import type { Vault } from '../../../vault';
import type { KubeObject } from '../../KubeObject';

/** What an ExternalSecret asks for, by key of its Secret. Throws what External Secrets says where something is missing. */
export function readData(
  vault: Vault,
  { spec, metadata }: KubeObject,
): Record<string, string> {
  const namespace = metadata.namespace ?? '';
  const result: Record<string, string> = {};
  (spec.dataFrom ?? []).forEach((source: any, index: number) => {
    const kind = source.find ? 'find' : 'extract';
    try {
      const found = source.find
        ? search(vault, namespace, source.find)
        : readPath(vault, namespace, source.extract);
      for (const [key, value] of Object.entries(found))
        result[key] = textOf(value);
    } catch (error) {
      throw new Error(
        `error processing spec.dataFrom[${index}].${kind}, err: ${
          (error as Error).message
        }`,
      );
    }
  });
  (spec.data ?? []).forEach(({ secretKey, remoteRef }: any, index: number) => {
    try {
      const data = readPath(vault, namespace, remoteRef);
      const { property } = remoteRef;
      if (property === undefined) {
        result[secretKey] = JSON.stringify(data);
        return;
      }
      if (!Object.hasOwn(data, property))
        throw new Error(`cannot find secret data for key: "${property}"`);
      result[secretKey] = textOf(data[property]);
    } catch (error) {
      throw new Error(
        `error processing spec.data[${index}] (key: ${remoteRef.key}), err: ${
          (error as Error).message
        }`,
      );
    }
  });
  return result;
}

/** The paths that it asks for, with the keys that it names of each. */
export function askedFor({ spec }: KubeObject): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>();
  const add = (path: unknown, key?: string) => {
    if (typeof path !== 'string') return;
    const keys = asked.get(path) ?? new Set();
    if (key) keys.add(key);
    asked.set(path, keys);
  };
  for (const { remoteRef } of spec?.data ?? [])
    add(remoteRef?.key, remoteRef?.property);
  for (const { extract } of spec?.dataFrom ?? []) add(extract?.key);
  return asked;
}

function readPath(
  vault: Vault,
  namespace: string,
  { key, version }: { key: string; version?: string },
): Record<string, unknown> {
  const problem = vault.problem();
  if (problem)
    throw new Error(`cannot read secret data from Vault: ${problem}`);
  // The tenant's account reads what is below its own namespace's name.
  if (vault.has('no-mount') || !key.startsWith(`${namespace}/`)) {
    throw new Error(
      `cannot read secret data from Vault: Error making API request.\n\nURL: GET https://vault.vault.svc:8200/v1/kv/data/${key}\nCode: 403. Errors:\n\n* 1 error occurred:\n\t* permission denied\n\n`,
    );
  }
  const found = vault.kv.read(key, Number(version) || undefined);
  if (!found?.data) throw new Error('Secret does not exist');
  return found.data;
}

function search(
  vault: Vault,
  namespace: string,
  find: { path?: string; name?: { regexp?: string } },
): Record<string, unknown> {
  const name = new RegExp(find.name?.regexp ?? '');
  const prefix = find.path ? `${find.path.replace(/\/$/, '')}/` : '';
  const paths = [...vault.kv.paths()]
    .filter(path => path.startsWith(prefix) && name.test(path))
    .sort();
  return Object.fromEntries(
    paths.map(path => [
      path.replaceAll('/', '_'),
      JSON.stringify(readPath(vault, namespace, { key: path })),
    ]),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
