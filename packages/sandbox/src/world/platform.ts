import path from 'node:path';
import type { KubeObject } from './cluster';
import {
  applicationsOf,
  watchedPaths,
  type ApplicationDefinition,
  type Rendered,
} from './delivery';

/** The folders that say what a cluster runs. */
export const platformFolders = (environment: string) => ({
  root: `gitops/clusters/${environment}`,
  platform: `gitops/clusters/${environment}/platform`,
});

/** Whether a file has a part in those folders; tenants have none. */
export const isOfPlatform = (file: string) =>
  /^gitops\/(root|clusters|platform|environments)\//.test(file);

/** What a cluster runs by itself, as its folders say: Applications, and the projects of the platform. */
export interface Platform {
  applications: ApplicationDefinition[];
  projects: KubeObject[];
  problems: string[];
}

/** Reads the rendered folders of a cluster, and makes the tenants' Applications of the checkout's folders. */
export function readPlatform(options: {
  environment: string;
  checkout: string;
  rendered: ReadonlyMap<string, Rendered>;
}): Platform {
  const { environment, checkout, rendered } = options;
  const { root, platform } = platformFolders(environment);
  const problems: string[] = [];
  const objects = [root, platform].flatMap(folder => {
    const { objects: found = [], error } = rendered.get(folder) ?? {};
    if (error) problems.push(`${folder}: ${error}`);
    return found;
  });
  const applications = objects.flatMap(object => {
    if (object.kind === 'Application') return [ownApplication(object)];
    if (object.kind !== 'ApplicationSet') return [];
    try {
      return applicationsOf(object, path.resolve(checkout));
    } catch (error) {
      problems.push((error as Error).message);
      return [];
    }
  });
  return {
    applications,
    projects: objects.filter(({ kind }) => kind === 'AppProject'),
    problems,
  };
}

/** The platform's own Applications bring charts, which nobody renders on a laptop. */
function ownApplication({ metadata, spec }: KubeObject): ApplicationDefinition {
  const { name, labels, annotations, finalizers } = metadata;
  return {
    metadata: {
      name,
      namespace: metadata.namespace ?? 'argocd',
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(Array.isArray(finalizers) && { finalizers: finalizers as string[] }),
    },
    spec,
    watches: (spec.sources ?? [spec.source])
      .filter((source: any) => source.path)
      .flatMap((source: any) => watchedPaths(annotations, source.path)),
  };
}
