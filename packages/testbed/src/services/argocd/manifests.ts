import fs from 'node:fs';
import path from 'node:path';
import type { Bed } from '../../bed/Bed';
import { readObjects } from '../../kube/definitions';
import type { KubeObject } from '../../kube/types';

export const argocdNamespace = 'argocd';

/** Kinds of Argo CD's own manifests that processes outside of the cluster need in it: accounts, rights, configuration. */
const wanted = new Set([
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
]);

/** Argo CD's own objects, as its manifests bring them, in its namespace. */
export function argocdObjects(bed: Bed): KubeObject[] {
  const root = bed.componentFolder('argocd');
  return ['base', 'cluster-rbac']
    .flatMap(folder => manifestFiles(path.join(root, folder)))
    .flatMap(readObjects)
    .filter(({ kind }) => wanted.has(kind))
    .map(inNamespace);
}

/** The environment that the manifests give to a container out of ConfigMaps, for values that are there. */
export function environmentFrom(
  bed: Bed,
  file: string,
  configMaps: Record<string, Record<string, string>>,
): Record<string, string> {
  const [workload] = readObjects(
    path.join(bed.componentFolder('argocd'), 'base', file),
  );
  const [container] = workload.spec.template.spec.containers;
  const env: Record<string, string> = {};
  for (const { name, valueFrom } of container.env ?? []) {
    const from = valueFrom?.configMapKeyRef;
    const value = from && configMaps[from.name]?.[from.key];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function manifestFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() &&
        entry.name.endsWith('.yaml') &&
        entry.name !== 'kustomization.yaml',
    )
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
}

function inNamespace(object: KubeObject): KubeObject {
  const subjects = object.subjects?.map((subject: { kind: string }) =>
    subject.kind === 'ServiceAccount'
      ? { ...subject, namespace: argocdNamespace }
      : subject,
  );
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(!object.kind.startsWith('Cluster') && {
        namespace: argocdNamespace,
      }),
    },
    ...(subjects && { subjects }),
  };
}
