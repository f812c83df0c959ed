import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { KubeObject } from '../cluster';
import type { ApplicationDefinition } from './types';
import { watchedPaths } from './watchedPaths';

/**
 * The Applications that an ApplicationSet makes of the folders of a checkout. It knows what this repository's sets use: the
 * generator `git.directories`, and templates that ask for the path or a segment of it. Anything else is refused, so that a
 * set that this would get wrong is seen.
 */
export function applicationsOf(
  set: KubeObject,
  checkout: string,
): ApplicationDefinition[] {
  const owner = [
    {
      apiVersion: set.apiVersion,
      kind: set.kind,
      name: set.metadata.name,
      uid: set.metadata.uid ?? set.metadata.name,
      controller: true,
      blockOwnerDeletion: true,
    },
  ];
  return set.spec.generators.flatMap((generator: any) => {
    const directories = generator.git?.directories;
    if (!Array.isArray(directories)) {
      throw new Error(
        `The ApplicationSet ${set.metadata.name} has a generator that the sandbox does not know: it reads git.directories`,
      );
    }
    return directories
      .flatMap(({ path: pattern }: { path: string }) =>
        foldersOf(checkout, pattern),
      )
      .map((folder: string) => {
        const template = fill(set.spec.template, folder);
        return {
          metadata: {
            namespace: set.metadata.namespace ?? 'argocd',
            ...template.metadata,
            ownerReferences: owner,
          },
          spec: template.spec,
          folder: template.spec.source.path,
          watches: watchedPaths(
            template.metadata.annotations,
            template.spec.source.path,
          ),
        };
      });
  });
}

/** Folders that fit a pattern in which `*` stands for one name. */
function foldersOf(checkout: string, pattern: string): string[] {
  let found = [''];
  for (const segment of pattern.split('/')) {
    found = found.flatMap(folder => {
      if (segment !== '*') return [path.posix.join(folder, segment)];
      const full = path.join(checkout, folder);
      if (!existsSync(full)) return [];
      return readdirSync(full, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(({ name }) => path.posix.join(folder, name));
    });
  }
  return found.filter(folder => existsSync(path.join(checkout, folder))).sort();
}

function fill(value: any, folder: string): any {
  if (typeof value === 'string') {
    return value.replace(/\{\{\s*(.*?)\s*\}\}/g, (_, expression) =>
      evaluate(expression, folder),
    );
  }
  if (Array.isArray(value)) return value.map(item => fill(item, folder));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fill(item, folder)]),
    );
  }
  return value;
}

function evaluate(expression: string, folder: string): string {
  const segments = folder.split('/');
  const index = /^index \.path\.segments (\d+)$/.exec(expression);
  if (index && segments[Number(index[1])] !== undefined)
    return segments[Number(index[1])];
  if (expression === '.path.path') return folder;
  if (expression === '.path.basename') return segments.at(-1)!;
  throw new Error(
    `A template of an ApplicationSet has {{ ${expression} }}: the sandbox knows .path.path, .path.basename and index .path.segments`,
  );
}
