import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** The root of the checkout: the nearest folder up that has backstage.json. */
export const repositoryRoot = findRoot(__dirname);

/** A file of the checkout as text; the path is relative to its root. */
export function readText(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}

/** A YAML file of the checkout with one document. */
export function readYaml(file: string): any {
  return parse(readText(file));
}

/** The names in a folder of the checkout, sorted; empty when there is no such folder. */
export function namesIn(folder: string): string[] {
  const location = path.join(repositoryRoot, folder);
  return existsSync(location) ? readdirSync(location).sort() : [];
}

/** Every file below a folder of the checkout, relative to that folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(repositoryRoot, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile())
    .map(entry =>
      path
        .relative(
          path.join(repositoryRoot, folder),
          path.join(entry.parentPath, entry.name),
        )
        .split(path.sep)
        .join('/'),
    )
    .sort();
}

/** The tenants that gitops/tenants holds. */
export function tenants(): string[] {
  return namesIn('gitops/tenants');
}

/** The workloads of a tenant. */
export function workloadsOf(tenant: string): string[] {
  return namesIn(`gitops/tenants/${tenant}/workloads`);
}

/** The golden paths: folders of templates/ with a template.yaml. */
export function goldenPaths(): string[] {
  return namesIn('templates').filter(name =>
    existsSync(path.join(repositoryRoot, 'templates', name, 'template.yaml')),
  );
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'backstage.json'))) return folder;
    if (folder === path.dirname(folder)) {
      throw new Error(`No folder above ${start} has a backstage.json.`);
    }
  }
}
