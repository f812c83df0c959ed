import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Bed, Fact } from '../bed/Bed';
import { until } from '../lib/until';
import { usedKinds } from '../repository/usedKinds';
import type { KubeClient } from './KubeClient';
import { KubeError, type KubeObject } from './types';

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
};

export const definitionsApplied = new Fact<Promise<void>>(
  'definitions of custom resources',
);

/**
 * The definitions that components bring themselves, of the kinds that this repository writes or its policies look at, and
 * of those that the bed's own controllers watch. Each more costs the API server seconds.
 */
async function realDefinitions(bed: Bed): Promise<KubeObject[]> {
  const used = await usedKinds();
  return yamlFiles(bed.componentFolder('crds'))
    .flatMap(readObjects)
    .filter(
      ({ kind, spec }) =>
        kind === definition.kind &&
        (spec.group === 'argoproj.io' ||
          used.has(`${spec.group} ${spec.names.kind}`)),
    );
}

/** Applies them where nobody has yet; who comes meanwhile waits for the same. */
export async function ensureDefinitions(bed: Bed): Promise<void> {
  if (!bed.has(definitionsApplied)) {
    bed.leave(
      definitionsApplied,
      realDefinitions(bed).then(all => applyDefinitions(bed.kube, all)),
    );
  }
  await bed.take(definitionsApplied);
}

/** Every object of a YAML file. */
export function readObjects(file: string): KubeObject[] {
  return parseAllDocuments(fs.readFileSync(file, 'utf8'))
    .map(document => document.toJS() as KubeObject | null)
    .filter((object): object is KubeObject => Boolean(object?.kind));
}

/** Applies definitions and waits until the server serves their kinds. */
export async function applyDefinitions(
  kube: KubeClient,
  definitions: KubeObject[],
): Promise<void> {
  for (const object of definitions) {
    // Written by generators, which leave an empty status.
    const { status: _, ...wanted } = object;
    await kube.apply(wanted as KubeObject);
  }
  for (const { metadata } of definitions) {
    await until(`${metadata.name} is established`, async () =>
      isEstablished(await kube.get(definition, metadata.name)),
    );
  }
}

/**
 * Definitions for kinds that nobody serves, without a schema: so the objects can be applied, and nothing is said of their
 * fields.
 */
export async function openDefinitions(
  kube: KubeClient,
  objects: KubeObject[],
): Promise<KubeObject[]> {
  const missing = new Map<string, KubeObject>();
  for (const object of objects) {
    const [group] = object.apiVersion.split('/');
    // Kubernetes serves its own; some of them only below other objects.
    if (!group.includes('.') || group.endsWith('k8s.io')) continue;
    const key = `${object.apiVersion} ${object.kind}`;
    if (missing.has(key) || (await isServed(kube, object))) continue;
    missing.set(key, openDefinition(object));
  }
  return [...missing.values()];
}

async function isServed(kube: KubeClient, object: KubeObject) {
  try {
    await kube.pathOf(object);
    return true;
  } catch (error) {
    if (error instanceof KubeError && error.status === 404) return false;
    throw error;
  }
}

function openDefinition({
  apiVersion,
  kind,
  metadata,
}: KubeObject): KubeObject {
  const [group, version] = apiVersion.split('/');
  const singular = kind.toLowerCase();
  const plural = /[^aeiou]y$/.test(singular)
    ? singular.replace(/y$/, 'ies')
    : `${singular}${/(s|x|ch)$/.test(singular) ? 'es' : 's'}`;
  return {
    ...definition,
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: metadata.namespace ? 'Namespaced' : 'Cluster',
      names: { kind, plural, singular, listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
          subresources: { status: {} },
        },
      ],
    },
  };
}

function isEstablished(object: KubeObject | undefined) {
  return object?.status?.conditions?.some(
    (condition: { type: string; status: string }) =>
      condition.type === 'Established' && condition.status === 'True',
  );
}

function yamlFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
}
