import { buildKustomization } from '@idp/kustomize';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repositoryRoot } from './repository';

/** A Kubernetes object as it would be applied. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  };
  [field: string]: any;
}

/** Renders a kustomization: a folder of the checkout, or of another root. */
export async function render(
  folder: string,
  root: string = repositoryRoot,
): Promise<Manifest[]> {
  const text = await buildKustomization(path.join(root, folder));
  return parseAllDocuments(text).map(document => {
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS() as Manifest;
  });
}

/** The one object of a kind, and of a name where there are several. */
export function only(
  manifests: Manifest[],
  kind: string,
  name?: string,
): Manifest {
  const found = manifests.filter(
    manifest =>
      manifest.kind === kind &&
      (name === undefined || manifest.metadata.name === name),
  );
  if (found.length !== 1) {
    throw new Error(
      `Expected one ${kind}${name ? ` ${name}` : ''}, found ${found.length}.`,
    );
  }
  return found[0];
}

/** Where two values differ: the paths of the leaves, such as `spec.hostnames.0`. */
export function differences(a: unknown, b: unknown, at = ''): string[] {
  if (isBranch(a) && isBranch(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return keys.flatMap(key =>
      differences(a[key], b[key], at ? `${at}.${key}` : key),
    );
  }
  return Object.is(a, b) ? [] : [at];
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
